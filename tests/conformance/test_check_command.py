"""`scoped-fastapi check` reports what the programs expect, whichever checker it uses.

Every run of the suite has the fastest checker look at all programs and the others at a part of them;
`pytest -m matrix` has all of them look at everything.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scoped_fastapi_check.checkers.registry import CHECKERS

from .comparison import compare, explain, read_differences, strangers
from .mypy_probes import NAME
from .program import Program, all_programs, part_of
from .runners import Check, Report

FASTEST = "ty"
PROGRAMS_HERE = [program for program in all_programs() if program.runs_here]
PART = part_of(PROGRAMS_HERE)
OTHERS = sorted({*CHECKERS, NAME} - {FASTEST})

Checked = tuple[str, list[Report]]


def checked_by(checker: str, programs: list[Program], factory: pytest.TempPathFactory) -> Checked:
    """A checker, and what the command reports on the programs when it is used."""
    return checker, Check(checker).check(programs, factory.mktemp(checker))


@pytest.fixture(
    scope="session",
    params=[FASTEST, *(pytest.param(name, marks=pytest.mark.matrix) for name in OTHERS)],
)
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return checked_by(request.param, PROGRAMS_HERE, tmp_path_factory)


@pytest.fixture(scope="session", params=OTHERS)
def checked_in_part(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Checked:
    return checked_by(request.param, PART, tmp_path_factory)


def assert_as_marked(program: Program, checked: Checked) -> None:
    checker, reports = checked
    problems = compare(program, reports, read_differences(checker))
    assert not problems, explain(program, problems)


@pytest.mark.parametrize("program", PROGRAMS_HERE, ids=lambda program: program.name)
def test_program(program: Program, checked: Checked) -> None:
    assert_as_marked(program, checked)


@pytest.mark.parametrize("program", PART, ids=lambda program: program.name)
def test_program_of_the_part(program: Program, checked_in_part: Checked) -> None:
    assert_as_marked(program, checked_in_part)


def test_no_report_outside_the_programs(checked: Checked) -> None:
    _, reports = checked
    assert strangers(PROGRAMS_HERE, reports) == []
