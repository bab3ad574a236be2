"""Who is prepared for the RuntimeError of a loop that is not there, or is there already."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.walk import last_name
from scoped_fastapi_check.rules.shared.request_functions import own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Function

__all__ = ["catches", "is_caught"]

_CATCHING: Final = frozenset({"RuntimeError", "Exception", "BaseException"})


def is_caught(function: Function, call: Call) -> bool:
    """Whether a `try` or a `suppress` around a call is prepared for the RuntimeError."""
    for node in own_nodes(function):
        if not isinstance(node, ast.Try | ast.TryStar | ast.With):
            continue
        if catches(node) and any(
            part is call.node for statement in node.body for part in ast.walk(statement)
        ):
            return True
    return False


def catches(node: ast.Try | ast.TryStar | ast.With) -> bool:
    """Whether a block catches a RuntimeError that is raised in it."""
    return any(not _last_names(caught).isdisjoint(_CATCHING) for caught in _caught(node))


def _caught(node: ast.Try | ast.TryStar | ast.With) -> Iterator[ast.expr]:
    """The exceptions that a block catches."""
    if isinstance(node, ast.With):
        for item in node.items:
            if isinstance(item.context_expr, ast.Call):
                yield from item.context_expr.args
        return
    for handler in node.handlers:
        yield handler.type or ast.Name("Exception")


def _last_names(node: ast.expr) -> set[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return set(map(last_name, parts))
