"""Where the tests around an expression leave nothing of it but None.

A checker that narrows says so itself; the engine in mypy asks for types as they are declared.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.walk import blocks_of, is_none_written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression

_LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def is_told_none(value: Expression, *, is_optional: bool) -> bool:
    """Whether a name or an attribute stands behind a test that only lets its None through.

    `is_optional` says whether its type has a None, so that it may be what is no instance of a class.
    """
    body: Sequence[ast.stmt] | ast.expr = value.scope.node.body
    text = ast.unparse(value.node)
    tests = () if isinstance(body, ast.expr) else _tests(body, value.node)
    return any(
        _leaves_none(test, text, holds=holds)
        or (is_optional and not holds and _is_instance(test, text))
        for test, holds in tests
    )


def _tests(statements: Sequence[ast.stmt], node: ast.expr) -> Iterator[tuple[ast.expr, bool]]:
    """The tests that come before a node, each with its outcome there."""
    for statement in statements:
        if not _has(statement, node):
            yield from _behind(statement)
            continue
        for inner in ast.walk(statement):
            if isinstance(inner, ast.If):
                yield from _chosen(inner.test, inner.body, inner.orelse, node)
            elif isinstance(inner, ast.IfExp):
                yield from _chosen(inner.test, [inner.body], [inner.orelse], node)
        for block in blocks_of(statement):
            if any(_has(each, node) for each in block):
                yield from _tests(block, node)
        return


def _chosen(
    test: ast.expr, body: Sequence[ast.AST], orelse: Sequence[ast.AST], node: ast.expr
) -> Iterator[tuple[ast.expr, bool]]:
    for holds, block in ((True, body), (False, orelse)):
        if any(_has(each, node) for each in block):
            yield test, holds


def _behind(statement: ast.stmt) -> Iterator[tuple[ast.expr, bool]]:
    """What a statement tells to those behind it."""
    match statement:
        case ast.Assert(test=test):
            yield test, True
        case ast.If(test=test, body=body, orelse=orelse):
            if isinstance(body[-1], _LEAVING):
                yield test, False
            elif orelse and isinstance(orelse[-1], _LEAVING):
                yield test, True
        case _:
            pass


def _leaves_none(test: ast.expr, text: str, *, holds: bool) -> bool:
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return _leaves_none(inner, text, holds=not holds)
        case ast.BoolOp(op=op, values=values):
            # All parts of an `and` that holds do, and none of an `or` that does not.
            return isinstance(op, ast.And) is holds and any(
                _leaves_none(part, text, holds=holds) for part in values
            )
        case ast.NamedExpr(target=target):
            return _leaves_none(target, text, holds=holds)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if is_none_written(right):
            is_none = isinstance(op, ast.Is | ast.Eq)
            left = left.target if isinstance(left, ast.NamedExpr) else left
            return ast.unparse(left) == text and is_none is holds
        case ast.Name() | ast.Attribute():
            return ast.unparse(test) == text and not holds
        case _:
            return False


def _is_instance(test: ast.expr, text: str) -> bool:
    match test:
        case ast.Call(func=ast.Name("isinstance"), args=[first, _]):
            return ast.unparse(first) == text
        case _:
            return False


def _has(top: ast.AST, node: ast.expr) -> bool:
    return any(inner is node for inner in ast.walk(top))
