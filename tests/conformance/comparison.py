"""Comparing what a checker reports with what the programs expect, in both directions."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .program import PROGRAMS, Program
from .runners import Report

DIFFERENCES = Path(__file__).parent / "differences.toml"

Place = tuple[str, int, str]


@dataclass(frozen=True)
class Difference:
    """A report that one checker is known to miss, or to make beyond the marks, and why."""

    program: str
    kind: str
    place: Place
    reason: str


def read_differences(checker: str, path: Path = DIFFERENCES) -> list[Difference]:
    """Read the differences that are written down for a checker."""
    entries = tomllib.loads(path.read_text("utf-8")).get(checker, [])
    differences: list[Difference] = []
    for entry in entries:
        if entry["kind"] not in {"missing", "unexpected"} or not entry["reason"].strip():
            raise ValueError(f"{path}: {checker}: {entry}")
        program = entry["program"]
        file = f"{program}/{entry['file']}" if "file" in entry else f"{program}.py"
        place = (file, entry["line"], entry["code"])
        differences.append(Difference(program, entry["kind"], place, entry["reason"]))
    return differences


def compare(
    program: Program,
    reports: Iterable[Report],
    differences: Iterable[Difference] = (),
) -> list[str]:
    """Return one line for each report that is missing and for each that nobody expected."""
    known = [difference for difference in differences if difference.program == program.name]
    expected: Counter[Place] = Counter()
    allowed: Counter[Place] = Counter()
    for mark in program.marks:
        place = (mark.file, mark.line, mark.code)
        (allowed if mark.optional else expected)[place] += 1
    for difference in known:
        if difference.kind == "missing":
            if not expected[difference.place]:
                return [f"differences.toml: no mark at {_shown(difference.place)}"]
            expected[difference.place] -= 1
        else:
            expected[difference.place] += 1
    found: Counter[Place] = Counter()
    messages: dict[Place, list[str]] = {}
    for report in reports:
        if report.file in program.files:
            place = (report.file, report.line, report.code)
            found[place] += 1
            messages.setdefault(place, []).append(report.message)
    missing = expected - found
    unexpected = found - expected - allowed
    return [f"missing     {_shown(place)}" for place in sorted(missing.elements())] + [
        f"unexpected  {_shown(place)}: {' | '.join(messages[place])}"
        for place in sorted(unexpected.elements())
    ]


def explain(program: Program, problems: Sequence[str]) -> str:
    """Show the problems of a program together with the program."""
    sources = [
        f"--- {file}\n{number_lines((PROGRAMS / file).read_text('utf-8'))}"
        for file in program.files
    ]
    return "\n".join([program.name, *problems, *sources])


def number_lines(source: str) -> str:
    """Put its number before each line."""
    return "\n".join(f"{number:4} {line}" for number, line in enumerate(source.splitlines(), 1))


def strangers(programs: Sequence[Program], reports: Iterable[Report]) -> list[Report]:
    """Return the reports on files that belong to no program."""
    files = {file for program in programs for file in program.files}
    return [report for report in reports if report.file not in files]


def _shown(place: Place) -> str:
    file, line, code = place
    return f"{file}:{line}: [{code}]"
