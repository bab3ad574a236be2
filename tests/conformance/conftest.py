"""One run of each judge for the whole session."""

from __future__ import annotations

from pathlib import Path

import pytest

from .judges import Mypy, Report
from .program import Program, all_programs

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
def mypy_reports(programs: list[Program], mypy_work: Path) -> list[Report]:
    """What mypy with the plugin reports on all programs."""
    return Mypy().judge(programs, mypy_work)
