"""The plugin under mypy reports what the programs expect, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from .comparison import compare, explain, read_differences, strangers
from .program import Program, all_programs, part_of
from .runners import Mypy, Report, RunFailedError

PROGRAMS_HERE = [program for program in all_programs() if program.runs_here]


def test_mypy_runs(mypy_run: list[Report] | RunFailedError) -> None:
    if isinstance(mypy_run, RunFailedError):
        pytest.fail(str(mypy_run), pytrace=False)


@pytest.mark.parametrize("program", PROGRAMS_HERE, ids=lambda program: program.name)
def test_program(program: Program, mypy_reports: list[Report]) -> None:
    problems = compare(program, mypy_reports, read_differences("mypy"))
    assert not problems, explain(program, problems)


def test_no_report_outside_the_programs(
    programs: list[Program], mypy_reports: list[Report]
) -> None:
    assert strangers(programs, mypy_reports) == []


def test_same_reports_from_a_warm_cache(
    programs: list[Program], mypy_reports: list[Report], mypy_work: Path
) -> None:
    assert Mypy().check(programs, mypy_work) == mypy_reports


@pytest.mark.parametrize(
    "options", [("--no-native-parser",), ("-n", "2")], ids=["old parser", "two workers"]
)
@pytest.mark.parametrize(
    "tried",
    [
        pytest.param(part_of(PROGRAMS_HERE), id="a part"),
        pytest.param(PROGRAMS_HERE, id="all", marks=pytest.mark.matrix),
    ],
)
def test_same_reports_however_mypy_runs(
    options: tuple[str, ...],
    tried: list[Program],
    mypy_reports: list[Report],
    tmp_path: Path,
) -> None:
    files = {file for program in tried for file in program.files}
    expected = [report for report in mypy_reports if report.file in files]
    runner = Mypy(options)
    assert runner.check(tried, tmp_path) == expected, "from an empty cache"
    assert runner.check(tried, tmp_path) == expected, "from a warm cache"
