"""The ways through a function, tried against what running it does."""

from __future__ import annotations

import ast
import contextlib
import sys
import textwrap
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoped_fastapi_check.analysis.ways import Exit, Leaving, Ways


def ways_of(body: str) -> tuple[ast.FunctionDef, Ways]:
    source = "def f():\n" + textwrap.indent(textwrap.dedent(body), "    ")
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    return function, Ways(
        function, swallows=lambda block: ast.unparse(block.items[0]).startswith("suppress")
    )


def after_mark(body: str) -> set[str]:
    """How the function can be left after the line with `mark()`."""
    function, ways = ways_of(body)
    (mark,) = (
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Expr) and ast.unparse(node) == "mark()"
    )
    return {shown(exit_) for exit_ in ways.after(mark)}


def shown(exit_: Exit) -> str:
    return "end" if exit_.statement is None else ast.unparse(exit_.statement)


CASES = {
    "straight": ("mark()\nreturn 1", {"return 1"}),
    "nothing follows": ("mark()", {"end"}),
    "both branches": ("mark()\nif a:\n    raise E\nelse:\n    return 1", {"raise E", "return 1"}),
    "one branch": ("mark()\nif a:\n    raise E", {"raise E", "end"}),
    "always": ("mark()\nwhile True:\n    if a:\n        return 1", {"return 1"}),
    "a break": ("mark()\nwhile True:\n    break\nreturn 2", {"return 2"}),
    "caught": ("try:\n    mark()\n    raise E\nexcept E:\n    return 1", {"return 1", "raise E"}),
    "all is caught": (
        "try:\n    mark()\n    raise E\nexcept Exception:\n    return 1",
        {"return 1"},
    ),
    "raised in a try": (
        "try:\n    mark()\n    g()\nexcept E:\n    raise F\nreturn 1",
        {"raise F", "return 1"},
    ),
    "a final return": ("try:\n    mark()\n    raise E\nfinally:\n    return 3", {"return 3"}),
    "a final statement": ("try:\n    mark()\n    return 1\nfinally:\n    g()", {"return 1"}),
    "suppressed": ("with suppress(E):\n    mark()\n    raise E\nreturn 1", {"raise E", "return 1"}),
    "with": ("with a():\n    mark()\n    raise E", {"raise E"}),
    "match": (
        "mark()\nmatch a:\n    case 1:\n        raise E\n    case _:\n        return 1",
        {"raise E", "return 1"},
    ),
    "an open match": ("mark()\nmatch a:\n    case 1:\n        raise E", {"raise E", "end"}),
    "before": ("if a:\n    return 0\nmark()\nraise E", {"raise E"}),
    "an inner function": ("mark()\ndef g():\n    return 1\nraise E", {"raise E"}),
}


@pytest.mark.parametrize("name", CASES)
def test_ways(name: str) -> None:
    body, expected = CASES[name]
    assert after_mark(body) == expected


def test_places() -> None:
    function, ways = ways_of("if first(a):\n    second()\nreturn third()")
    calls = {ast.unparse(node): node for node in ast.walk(function) if isinstance(node, ast.Call)}
    assert isinstance(ways.statement_of(calls["first(a)"]), ast.If)
    assert isinstance(ways.statement_of(calls["third()"]), ast.Return)
    head, last = function.body
    assert ways.reaches(head, last)
    assert not ways.reaches(last, head)
    assert {exit_.leaving for exit_ in ways.exits()} == {Leaving.RETURN}


# Random functions, run with random decisions: how they are left must be among the ways.

SIMPLE = st.sampled_from(["step()", "raise A", "raise B", "return next(n)", "mark()", "may()"])


def indented(block: list[str]) -> str:
    return textwrap.indent("\n".join(block), "    ")


def blocks(statement: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(statement, min_size=1, max_size=3)


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = blocks(inner).map(indented)
    loop = blocks(inner | st.sampled_from(["break", "continue"])).map(indented)
    return st.one_of(
        st.builds("if choose():\n{}".format, body),
        st.builds("if choose():\n{}\nelse:\n{}".format, body, body),
        st.builds("for _ in twice():\n{}\nelse:\n{}".format, loop, body),
        st.builds("while choose():\n{}".format, loop),
        st.builds("with a():\n{}".format, body),
        st.builds("with suppress(A):\n{}".format, body),
        st.builds("try:\n{}\nexcept A:\n{}".format, body, body),
        st.builds("try:\n{}\nexcept Exception:\n{}\nelse:\n{}".format, body, body, body),
        st.builds("try:\n{}\nfinally:\n{}".format, body, body),
        st.builds("match choose():\n    case True:\n{}".format, body.map(lambda b: indented([b]))),
    )


BODIES = blocks(st.recursive(SIMPLE, compound, max_leaves=12)).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(BODIES, st.lists(st.booleans(), min_size=1, max_size=12))
def test_ways_against_execution(body: str, decisions: list[bool]) -> None:
    # Each exit says which one it is.
    lines = body.split("\n")
    body = "\n".join(
        line.replace("return next(n)", f"return {number}").replace(
            "raise ", f"line = {number}; raise "
        )
        for number, line in enumerate(lines)
    )
    function, ways = ways_of(body)
    left = run(body, decisions)
    if left is None:
        return
    marks, how = left
    for number, mark in enumerate(
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Expr) and ast.unparse(node) == "mark()"
    ):
        if mark.lineno in marks:
            assert how in {leaving(exit_) for exit_ in ways.after(mark)}, (number, body)


def leaving(exit_: Exit) -> str:
    return exit_.leaving.name if exit_.statement is None else ast.unparse(exit_.statement)


class A(Exception): ...


class B(Exception): ...


def run(body: str, decisions: list[bool]) -> tuple[set[int], str] | None:
    """The lines of the marks that were passed, and how the function was left."""
    marks: set[int] = set()
    left = iter(decisions * 20)

    def choose() -> bool:
        try:
            return next(left)
        except StopIteration:
            raise SystemExit from None

    def may() -> None:
        if choose():
            raise A

    def mark() -> None:
        marks.add(sys._getframe(1).f_lineno)

    def twice() -> Iterator[int]:
        yield from range(2)

    names = {
        "A": A,
        "B": B,
        "choose": choose,
        "may": may,
        "mark": mark,
        "step": lambda: None,
        "twice": twice,
        "a": contextlib.nullcontext,
        "suppress": contextlib.suppress,
    }
    source = "def f():\n" + textwrap.indent(body, "    ")
    exec(compile(source, "f", "exec"), names)
    try:
        result = names["f"]()  # type: ignore[operator]
    except SystemExit:
        return None
    except (A, B) as error:
        trace = error.__traceback__
        assert trace is not None
        assert trace.tb_next is not None
        # What a call raised is no exit of its own.
        if trace.tb_next.tb_next is not None:
            return None
        line = source.split("\n")[trace.tb_next.tb_lineno - 1].strip()
        return marks, ast.unparse(ast.parse(line.rpartition("; ")[2]))
    return marks, "END" if result is None else f"return {result}"
