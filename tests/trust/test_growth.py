"""Twice the input is at most two and a half times the work, counted in calls and not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from scoped_fastapi_check.model.dependency_words import may_serve
from scoped_fastapi_check.model.reader import read_module
from scoped_fastapi_check.model.routes import is_innermost
from scoped_fastapi_check.project.source_file import speaks_of_fastapi


def calls(work: Callable[[], object]) -> int:
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def innermost(size: int) -> Callable[[], object]:
    text = "".join(f'@app.get("/{n}")\n' for n in range(size)) + "def f(): ...\n"
    (function,) = read_module(text, "app", "app.py").functions
    decorators = function.node.decorator_list
    return lambda: [is_innermost(function, each) for each in decorators]


@pytest.mark.parametrize("work", [innermost])
def test_growth(work: Callable[[int], Callable[[], object]]) -> None:
    assert calls(work(400)) <= 2.5 * calls(work(200)) + 50


def test_a_decorator_begins_its_line() -> None:
    """From one place of a line the pattern looks on, not from each `@` of it."""
    assert not speaks_of_fastapi(b"@a." * 100_000)
    assert not speaks_of_fastapi(b"x = 1; @a.get(" + b"@a." * 1_000)
    assert speaks_of_fastapi(b"x = 1\r\n  @a.b.get (")
    assert speaks_of_fastapi(b"@a.websocket(")


@pytest.mark.parametrize(
    "part",
    [
        b"for a in b(x):",
        b"):\n",
        b"):\n ",
        b"next( ",
        b"next(a.",
        b"def f(\n",
        b"  yield\n",
        b").__next__ ",
    ],
)
def test_words_of_dependencies_are_looked_for_once(part: bytes) -> None:
    """Each pattern goes through a text once: looked for from each place, this would take minutes."""
    may_serve(part * 100_000 + b"yield next asyncio")
