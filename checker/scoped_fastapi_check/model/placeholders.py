"""Functions that are there to be replaced."""

from __future__ import annotations

import ast

from scoped_fastapi_check.model.module import Function


def is_placeholder(function: Function) -> bool:
    """Whether a function does nothing: another one is meant to override it."""
    return all(
        isinstance(statement, ast.Pass | ast.Raise) or _is_text(statement)
        for statement in function.node.body
    )


def only_raises(function: Function) -> bool:
    """Whether a function never returns: what it is declared to return never arrives."""
    *rest, last = function.node.body
    return isinstance(last, ast.Raise) and all(map(_is_text, rest))


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
