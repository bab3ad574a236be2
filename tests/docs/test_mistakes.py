"""The tables of mistakes agree with the programs that they lead to."""

from __future__ import annotations

import re

import pytest
from conformance.program import OUTCOMES, PROGRAMS, Program, read_program
from scoped_fastapi_check.diagnostics.codes import CODES

from .pages import DOCS

PAGE = (DOCS / "mistakes.md").read_text("utf-8")
CODE = re.compile(r"\]\(rules/(fastapi-[a-z-]+)\.md\)")
PROGRAM = re.compile(r"\]\(\.\./tests/conformance/programs/([^)]+)\)")


def rows(heading: str) -> list[list[str]]:
    """The cells of each row of the table under a heading."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in table[2:]]


def programs(cell: str) -> list[Program]:
    """The programs that a cell leads to; of one of several files, the link is to its main.py."""
    return [
        read_program(PROGRAMS / path.removesuffix("/main.py")) for path in PROGRAM.findall(cell)
    ]


@pytest.mark.parametrize("row", rows("Mistakes"), ids=lambda row: row[0].strip())
def test_mistake(row: list[str]) -> None:
    _, outcome, found_by, shown_by = row
    codes = set(CODE.findall(found_by))
    outcomes = {word for word in re.split(r"[ ,]+", outcome) if word in OUTCOMES}
    shown = programs(shown_by)
    assert codes <= {code.name for code in CODES}
    assert bool(codes) == bool(shown), "what is found is shown"
    assert codes or "no code" in found_by
    if codes:
        assert {program.outcome for program in shown} == outcomes
    for program in shown:
        assert codes & {mark.code for mark in program.marks}, program.name


@pytest.mark.parametrize("row", rows("What is right, and stays silent"), ids=lambda row: row[0])
def test_what_is_right(row: list[str]) -> None:
    shown = programs(row[2])
    assert shown
    for program in shown:
        assert not program.marks, program.name
        assert program.outcome is None, program.name
