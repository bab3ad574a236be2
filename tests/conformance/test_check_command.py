"""`scoped-fastapi check` reports what the programs expect, whichever checker it uses.

Every run of the suite has the fastest checker look at all programs and the others at a part of them,
a small one where two are the same checker but for a word; `pytest -m matrix` has all of them look at
everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
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
# What mypy and pyright are asked in the suite, they are asked here in another way.
TWINS = {"basedpyright", NAME}
OF_THE_PART = [(name, program) for name in OTHERS for program in PART[:: 4 if name in TWINS else 1]]

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


@pytest.fixture(scope="session")
def checked_in_part(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Checked]:
    @cache
    def found(checker: str) -> Checked:
        programs = [program for name, program in OF_THE_PART if name == checker]
        return checked_by(checker, programs, tmp_path_factory)

    return found


def assert_as_marked(program: Program, checked: Checked) -> None:
    checker, reports = checked
    problems = compare(program, reports, read_differences(checker))
    assert not problems, explain(program, problems)


@pytest.mark.parametrize("program", PROGRAMS_HERE, ids=lambda program: program.name)
def test_program(program: Program, checked: Checked) -> None:
    assert_as_marked(program, checked)


@pytest.mark.parametrize(
    ("checker", "program"), OF_THE_PART, ids=lambda value: getattr(value, "name", value)
)
def test_program_of_the_part(
    checker: str, program: Program, checked_in_part: Callable[[str], Checked]
) -> None:
    assert_as_marked(program, checked_in_part(checker))


def test_no_report_outside_the_programs(checked: Checked) -> None:
    _, reports = checked
    assert strangers(PROGRAMS_HERE, reports) == []
