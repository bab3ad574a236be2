"""Answers about expressions that are found once: a name means the same wherever it stands in a scope."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Scope

__all__ = ["Key", "Remembered", "Remembering", "key_of", "nothing_remembered", "once", "once_told"]

FindT = TypeVar("FindT", bound="Callable[..., Any]")
AnswerT = TypeVar("AnswerT")
NamesT = TypeVar("NamesT", bound="Remembering")

Key = tuple["str | ast.expr", "Scope"]
"""What tells an expression from all that may mean something else."""

Remembered = defaultdict[str, dict[Key, Any]]
"""Answers by the methods that have found them."""


class Remembering(Protocol):
    """Whoever keeps the answers."""

    @property
    def remembered(self) -> Remembered:
        """The answers."""
        ...


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


def once_told(
    find: Callable[[Expression, NamesT], AnswerT],
) -> Callable[[Expression, NamesT], AnswerT]:
    """Have a function find its answer about an expression, which hangs on names alone, only once.

    Many rules ask the same of the same dependency. An answer may be the expression itself, so that another one
    of the same name does not do.
    """
    function = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(expression: Expression, names: NamesT) -> AnswerT:
        known = names.remembered[function]
        key = expression.node, expression.scope
        if key not in known:
            known[key] = find(expression, names)
        answer: AnswerT = known[key]
        return answer

    return found


def key_of(expression: Expression) -> Key:
    """What the answers about an expression are remembered by."""
    node = expression.node
    return (node.id if isinstance(node, ast.Name) else node, expression.scope)


def nothing_remembered() -> Remembered:
    """What is remembered at first."""
    return defaultdict(dict)
