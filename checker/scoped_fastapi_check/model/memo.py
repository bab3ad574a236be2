"""Answers about expressions that are found once: a name means the same wherever it stands in a scope."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Scope

__all__ = ["Key", "Remembered", "Remembering", "key_of", "nothing_remembered", "once"]

FindT = TypeVar("FindT", bound="Callable[..., Any]")

Key = tuple["str | ast.expr", "Scope"]
"""What tells an expression from all that may mean something else."""

Remembered = defaultdict[str, dict[Key, Any]]
"""Answers by the methods that have found them."""


class Remembering(Protocol):
    """Whoever keeps the answers."""

    remembered: Remembered


def once(find: FindT) -> FindT:
    """Have a method find its answer about an expression only once."""
    method = find.__name__

    @wraps(find)
    def found(self: Remembering, expression: Expression) -> Any:
        known = self.remembered[method]
        # As in `key_of`: this is called more often than all else.
        node = expression.node
        key = node.id if isinstance(node, ast.Name) else node, expression.scope
        if key in known:
            return known[key]
        answer = known[key] = find(self, expression)
        return answer

    return cast("FindT", found)


def key_of(expression: Expression) -> Key:
    """What the answers about an expression are remembered by."""
    node = expression.node
    return (node.id if isinstance(node, ast.Name) else node, expression.scope)


def nothing_remembered() -> Remembered:
    """What is remembered at first."""
    return defaultdict(dict)
