"""FastAPI does with every program what the program says."""

from __future__ import annotations

import pytest

from .fastapi_runner import run
from .program import Program, all_programs


@pytest.mark.parametrize(
    "program",
    [program for program in all_programs() if program.runs_here],
    ids=lambda program: program.name,
)
def test_outcome(program: Program) -> None:
    run(program)
