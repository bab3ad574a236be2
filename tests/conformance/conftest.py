"""One run of each checker for the whole session."""

from __future__ import annotations

from pathlib import Path

import pytest

from .program import Program, all_programs
from .runners import Mypy, Report, RunFailedError

collect_ignore = ["programs"]


@pytest.fixture(scope="session")
def programs() -> list[Program]:
    """Every program that this Python can read."""
    return [program for program in all_programs() if program.runs_here]


@pytest.fixture(scope="session")
def mypy_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which mypy with the plugin runs, and keeps its cache."""
    return tmp_path_factory.mktemp("mypy")


@pytest.fixture(scope="session")
def mypy_run(programs: list[Program], mypy_work: Path) -> list[Report] | RunFailedError:
    """What mypy with the plugin reports on all programs, or how it failed."""
    try:
        return Mypy().check(programs, mypy_work)
    except RunFailedError as failure:
        return failure


@pytest.fixture(scope="session")
def mypy_reports(mypy_run: list[Report] | RunFailedError) -> list[Report]:
    """What mypy with the plugin reports on all programs."""
    if isinstance(mypy_run, RunFailedError):
        pytest.fail("mypy did not run: see test_mypy_runs", pytrace=False)
    return mypy_run
