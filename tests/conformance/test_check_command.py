"""`scoped-fastapi check` reports what the programs expect, whichever checker is asked."""

from __future__ import annotations

import pytest
from scoped_fastapi_check.checkers.registry import CHECKERS, UNLISTED

from .comparison import compare, explain, read_differences, strangers
from .program import Program, all_programs
from .runners import Check, Report

PROGRAMS_HERE = [program for program in all_programs() if program.runs_here]


@pytest.fixture(scope="session", params=sorted({**CHECKERS, **UNLISTED}))
def found(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[Report]]:
    """A checker, and what the command reports on all programs when it is asked."""
    checker: str = request.param
    return checker, Check(checker).check(PROGRAMS_HERE, tmp_path_factory.mktemp(checker))


@pytest.mark.parametrize("program", PROGRAMS_HERE, ids=lambda program: program.name)
def test_program(program: Program, found: tuple[str, list[Report]]) -> None:
    checker, reports = found
    problems = compare(program, reports, read_differences(checker))
    assert not problems, explain(program, problems)


def test_no_report_outside_the_programs(found: tuple[str, list[Report]]) -> None:
    _, reports = found
    assert strangers(PROGRAMS_HERE, reports) == []
