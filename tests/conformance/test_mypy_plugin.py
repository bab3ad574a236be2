"""The plugin under mypy reports what the programs expect, and nothing else."""

from __future__ import annotations

import pytest

from .comparison import compare, explain, read_differences, strangers
from .judges import Mypy, Report
from .program import Program, all_programs

PROGRAMS_HERE = [program for program in all_programs() if program.runs_here]


@pytest.mark.parametrize("program", PROGRAMS_HERE, ids=lambda program: program.name)
def test_program(program: Program, mypy_reports: list[Report]) -> None:
    problems = compare(program, mypy_reports, read_differences("mypy"))
    assert not problems, explain(program, problems)


def test_no_report_outside_the_programs(
    programs: list[Program], mypy_reports: list[Report]
) -> None:
    assert strangers(programs, mypy_reports) == []


@pytest.mark.parametrize(
    "options",
    [("--native-parser",), ("--no-native-parser",), ("-n", "2")],
    ids=["native parser", "old parser", "two workers"],
)
def test_same_reports_however_mypy_runs(
    options: tuple[str, ...],
    programs: list[Program],
    mypy_reports: list[Report],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    reports = Mypy(options).judge(programs, tmp_path_factory.mktemp("variant"))
    assert reports == mypy_reports


@pytest.mark.parametrize(
    "options", [(), ("--no-native-parser",), ("-n", "2")], ids=["default", "old parser", "workers"]
)
def test_same_reports_from_a_warm_cache(
    options: tuple[str, ...],
    programs: list[Program],
    mypy_reports: list[Report],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    work = tmp_path_factory.mktemp("warm")
    judge = Mypy(options)
    judge.judge(programs, work)
    assert judge.judge(programs, work) == mypy_reports
