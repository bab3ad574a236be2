"""One run of each judge for the whole session."""

from __future__ import annotations

import pytest

from .judges import Mypy, Report
from .program import Program, all_programs

collect_ignore = ["programs"]


@pytest.fixture(scope="session")
def programs() -> list[Program]:
    """Every program that this Python can read."""
    return [program for program in all_programs() if program.runs_here]


@pytest.fixture(scope="session")
def mypy_reports(programs: list[Program], tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    """What mypy with the plugin reports on all programs."""
    return Mypy().judge(programs, tmp_path_factory.mktemp("mypy"))
