"""The tables of docs/trust.md, which the scripts beside this one write."""

import re
from collections.abc import Sequence

from environments import ROOT

PAGE = ROOT / "docs" / "trust.md"


def write_row(name: str, row: Sequence[str], keys: int = 1) -> None:
    """Put a row into the table `name`, in the place of the one with the same first `keys` cells."""
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, mark, rest = PAGE.read_text("utf-8").partition(marks[0] + "\n")
    table, end, after = rest.partition(marks[1])
    if not mark or not end:
        raise SystemExit(f"{PAGE} has no place for the table {name}")
    header, line, *lines = table.splitlines()
    rows = [[cell.strip() for cell in text.strip("|").split("|")] for text in lines]
    rows = [other for other in rows if other[:keys] != list(row[:keys])]
    shown = [
        "| " + " | ".join(cells) + " |" for cells in sorted([*rows, list(row)], key=_by_number)
    ]
    PAGE.write_text("\n".join([before + marks[0], header, line, *shown, marks[1] + after]), "utf-8")


def _by_number(cells: Sequence[str]) -> list[tuple[list[int], str]]:
    return [([int(number) for number in re.findall(r"\d+", cell)], cell) for cell in cells]
