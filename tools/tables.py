"""The tables of docs/trust.md, which the scripts beside this one write."""

import re
from collections.abc import Sequence

from environments import ROOT

PAGE = ROOT / "docs" / "trust.md"


def write_table(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table between the comments that name it."""
    lines = ["| " + " | ".join(cells) + " |" for cells in (header, *rows)]
    lines.insert(1, "|" + "---|" * len(header))
    text = PAGE.read_text("utf-8")
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    table = "\n".join([marks[0], *lines, marks[1]])
    pattern = f"{re.escape(marks[0])}.*?{re.escape(marks[1])}"
    new, count = re.subn(pattern, lambda _: table, text, flags=re.DOTALL)
    if count != 1:
        raise SystemExit(f"{PAGE} has no place for the table {name}")
    PAGE.write_text(new, "utf-8")


def write_row(name: str, row: Sequence[str]) -> None:
    """Put a row into a table, in the place of the one that begins with the same cell."""
    text = PAGE.read_text("utf-8")
    inside = text.partition(f"<!-- {name} -->")[2].partition("<!-- end of")[0]
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in inside.strip().splitlines()
    ]
    header, _, *rows = table
    others = [other for other in rows if other[0] != row[0]]
    write_table(name, header, sorted([*others, row], key=lambda cells: int(cells[0])))
