"""Answers about names that are found once: the same name in the same scope means the same."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Scope

__all__ = ["Remembered", "Remembering", "nothing_remembered", "once_for_a_name"]

FindT = TypeVar("FindT", bound="Callable[..., Any]")

Remembered = defaultdict[str, "dict[tuple[Scope, str], Any]"]
"""Answers by the methods that have found them, and by scopes and names."""


class Remembering(Protocol):
    """Whoever keeps the answers."""

    remembered: Remembered


def once_for_a_name(find: FindT) -> FindT:
    """Have a method find its answer about an expression that is a name only once in a scope."""
    method = find.__name__

    @wraps(find)
    def found(self: Remembering, expression: Expression) -> Any:
        node = expression.node
        if not isinstance(node, ast.Name):
            return find(self, expression)
        known = self.remembered[method]
        key = expression.scope, node.id
        if key not in known:
            known[key] = find(self, expression)
        return known[key]

    return cast("FindT", found)


def nothing_remembered() -> Remembered:
    """What is remembered at first."""
    return defaultdict(dict)
