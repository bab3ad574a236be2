"""What each type checker finds with the typed names, for `docs/checkers.md`.

The page has a table of mistakes and checkers, and what the checkers say of the mistakes in its
example. After a change of types, of a rule, or of a checker's version,

    python -m tests.conformance.matrix

writes both anew; that takes some minutes. Read what it has done before you commit it.
"""

from __future__ import annotations

import ast
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoped_fastapi_check.checkers.registry import CHECKERS as HELD_TO_THE_PROGRAMS

from .checkers import CHECKERS, ROOT, Finding
from .comparison import read_differences
from .program import PROGRAMS, Mark, Program, all_programs
from .typed_names import write_programs

PAGE = ROOT / "docs" / "checkers.md"
DIFFERENCES = Path(__file__).parent / "typed_differences.toml"

# A checker reports at the decorator what a rule reports at the handler, or at its `return`.
ABOUT_THE_RESULT = frozenset({"fastapi-no-body", "fastapi-response-model"})

_LINK = re.compile(r"\]\(\.\./tests/conformance/programs/([^)]+)\)")


@dataclass(frozen=True)
class Typed:
    """What a checker reports on the programs as they are, and what with the typed names."""

    plain: list[Finding]
    typed: list[Finding]

    @property
    def by_types(self) -> dict[str, dict[int, Finding]]:
        """By file and line, what the typed names add."""
        known = {(finding.file, finding.line) for finding in self.plain}
        added: dict[str, dict[int, Finding]] = {}
        for finding in self.typed:
            if (finding.file, finding.line) not in known:
                added.setdefault(finding.file, {})[finding.line] = finding
        return added


def look(checker: str, programs: Sequence[Program], work: Path) -> Typed:
    """Run a checker once over all programs, and once with the typed names, in an empty folder."""
    found: list[list[Finding]] = []
    for typed in (False, True):
        folder = work / ("typed" if typed else "plain")
        write_programs(programs, folder, typed=typed)
        found.append(CHECKERS[checker].check(folder))
    return Typed(*found)


def found_by_types(mark: Mark, added: Mapping[str, Mapping[int, Finding]]) -> bool:
    """Whether what the typed names add is about the mistake that is marked."""
    lines = set(added.get(mark.file, {}))
    return bool(lines & _lines_about(mark))


def _lines_about(mark: Mark) -> set[int]:
    if mark.code in ABOUT_THE_RESULT:
        source = (PROGRAMS / mark.file).read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.decorator_list:
                first = node.decorator_list[0].lineno
                if first <= mark.line <= (node.end_lineno or first):
                    return {*range(first, node.body[0].lineno), mark.line}
    return {mark.line}


def rows() -> list[tuple[str, list[Program]]]:
    """The mistakes of `docs/mistakes.md`, each with the programs that show it."""
    page = (ROOT / "docs" / "mistakes.md").read_text("utf-8")
    section = page.partition("## Mistakes\n")[2].partition("\n## ")[0]
    by_path = {file: program for program in all_programs() for file in program.files}
    table = [line for line in section.splitlines() if line.startswith("|")][2:]
    found: list[tuple[str, list[Program]]] = []
    for line in table:
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        programs = [by_path[path] for path in _LINK.findall(cells[3])]
        if programs:
            found.append((cells[0].strip(), programs))
    return found


def table(types: Mapping[str, Typed]) -> str:
    """The table, in Markdown: a row for each mistake, a column for each checker."""
    lines = [f"| mistake | {' | '.join(types)} |", f"|---|{'---|' * len(types)}"]
    for mistake, programs in rows():
        cells = [_cell(_ways(name, looked, programs)) for name, looked in types.items()]
        lines.append(f"| {mistake} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _ways(checker: str, looked: Typed, programs: Sequence[Program]) -> dict[str, tuple[int, int]]:
    """How many of the marks are found in each way.

    The plugin reports all of them, and the command all but its known differences: other tests of
    this suite hold them to that.
    """
    here = [program for program in programs if program.runs_here]
    marks = [mark for program in here for mark in program.marks]
    added = looked.by_types
    ways = {"types": sum(found_by_types(mark, added) for mark in marks)}
    if checker == "mypy":
        ways["plugin"] = len(marks)
    if checker in HELD_TO_THE_PROGRAMS:
        missing = {
            difference.place
            for difference in read_differences(checker)
            if difference.kind == "missing"
        }
        ways["check"] = sum(
            (mark.file, mark.line, mark.code) not in missing
            for program in here
            if not program.enable
            for mark in program.marks
        )
    return {way: (found, len(marks)) for way, found in ways.items()}


def _cell(ways: Mapping[str, tuple[int, int]]) -> str:
    shown = [
        way if found == count else f"{way} {found}/{count}"
        for way, (found, count) in ways.items()
        if found
    ]
    return ", ".join(shown) or "–"


def messages(source: str, work: Path) -> str:
    """What each checker says of a program, in an empty folder."""
    blocks: list[str] = []
    for name, checker in CHECKERS.items():
        folder = work / name
        folder.mkdir()
        (folder / "application.py").write_text(source, "utf-8")
        said = [
            f"{finding.line}: {_shortened(finding.message)}" for finding in checker.check(folder)
        ]
        blocks.append("\n".join([f"{name}", "", "```text", *said, "```"]))
    return "\n\n".join(blocks)


def _shortened(message: str) -> str:
    # mypy and zuban go on with every signature there is, pyright with every part of a type.
    first, *others = message.splitlines()
    return "\n".join([first, *(f"  {line}" for line in others[:3])])


def example(page: str) -> str:
    """The program in the page."""
    found = re.search(r"^```py\n(?P<source>.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found["source"]


def with_part(page: str, name: str, text: str) -> str:
    """The page with another text between two of its comments."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n\n{text}\n\n{end}{rest.partition(end)[2]}"


def reported_on_valid(programs: Sequence[Program], looked: Typed) -> set[str]:
    """Where the typed names make a checker report on a program that is valid."""
    valid = {file for program in programs if not program.marks for file in program.files}
    return {
        f"{file}:{line}"
        for file, findings in looked.by_types.items()
        if file in valid
        for line in findings
    }


def known_on_valid(checker: str) -> set[str]:
    """Where that is known, with its reason, in `typed_differences.toml`."""
    entries = tomllib.loads(DIFFERENCES.read_text("utf-8"))["difference"]
    known: set[str] = set()
    for entry in entries:
        if not entry["reason"].strip():
            raise ValueError(f"{DIFFERENCES}: {entry}")
        if checker in entry["checkers"]:
            known |= {f"{entry['file']}:{line}" for line in entry["lines"]}
    return known


def main() -> None:
    """Write the table and the messages."""
    programs = [program for program in all_programs() if program.runs_here]
    page = PAGE.read_text("utf-8")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        types = {checker: look(checker, programs, work / checker) for checker in CHECKERS}
        (work / "messages").mkdir()
        page = with_part(page, "messages", messages(example(page), work / "messages"))
    PAGE.write_text(with_part(page, "table", table(types)), "utf-8")


if __name__ == "__main__":
    main()
