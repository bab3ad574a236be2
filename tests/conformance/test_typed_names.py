"""What six type checkers find by types alone is what the documentation says, and nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from .checkers import CHECKERS
from .matrix import (
    PAGE,
    Typed,
    example,
    known_on_valid,
    look,
    messages,
    reported_on_valid,
    table,
    with_part,
)
from .program import Program
from .typed_names import with_typed_names


@pytest.fixture(scope="session")
def looked(programs: list[Program], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Typed]:
    """What every checker reports on all programs, without the typed names and with them."""
    work = tmp_path_factory.mktemp("types")
    return {checker: look(checker, programs, work / checker) for checker in CHECKERS}


@pytest.mark.matrix
@pytest.mark.parametrize("checker", CHECKERS)
def test_valid_programs_stay_silent(
    checker: str, programs: list[Program], looked: dict[str, Typed]
) -> None:
    assert reported_on_valid(programs, looked[checker]) == known_on_valid(checker)


@pytest.mark.matrix
def test_the_table_in_the_documentation_holds(looked: dict[str, Typed]) -> None:
    page = PAGE.read_text("utf-8")
    assert with_part(page, "table", table(looked)) == page


def test_the_messages_in_the_documentation_hold(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    assert with_part(page, "messages", messages(example(page), tmp_path)) == page


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "from fastapi import FastAPI, Query\n",
            "from fastapi import Query; from scoped_fastapi import ScopedFastAPI as FastAPI\n",
        ),
        (
            "from fastapi import (\n    APIRouter as Routes,\n    status,\n)\nx = 1\n",
            "from scoped_fastapi import ScopedRouter as Routes, status as status\n\n\n\nx = 1\n",
        ),
        ("import fastapi  # a comment\n", "import fastapi  # a comment\n"),
    ],
)
def test_names_are_replaced_and_lines_kept(source: str, expected: str) -> None:
    assert with_typed_names(source) == expected
