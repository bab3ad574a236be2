"""What a module puts into a list that has a name: `names.append(...)`, `names += [...]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import nodes_outside

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.rules.base import Context

__all__ = ["Addition", "added_by_methods", "added_to", "is_the_same"]

# Where each method of a list is given what it puts in.
_ADDING: Final = {"append": 0, "extend": 0, "insert": 1}


@dataclass(frozen=True, eq=False, slots=True)
class Addition:
    """What a method of a list puts into it."""

    owner: Expression
    added: Expression
    is_item: bool
    """Whether it is one item; else it is a list of them."""


def added_by_methods(context: Context) -> Iterator[Addition]:
    """What the module puts into lists by their methods, and into which."""
    for method, position in _ADDING.items():
        for call in context.calls.of_method(method):
            func = call.node.func
            if isinstance(func, ast.Attribute) and len(call.node.args) > position:
                owner = call.callee.sibling(func.value)
                added = call.callee.sibling(call.node.args[position])
                yield Addition(owner, added, method != "extend")


def added_to(context: Context, name: Expression, bound: Scope) -> Iterator[tuple[Expression, bool]]:
    """What is added to the list of a name that is bound in a scope, and whether it is one item of it."""
    assert isinstance(name.node, ast.Name)
    for addition in context.once(_by_name).get(name.node.id, ()):
        if is_the_same(addition.owner, name.node.id, bound):
            yield addition.added, addition.is_item
    for node in _sums(bound):
        target = Expression(node.target, bound)
        if is_the_same(target, name.node.id, bound):
            yield target.sibling(node.value), False


def _by_name(context: Context) -> dict[str, list[Addition]]:
    """What is put into lists that have a name."""
    found: dict[str, list[Addition]] = {}
    for addition in added_by_methods(context):
        if isinstance(addition.owner.node, ast.Name):
            found.setdefault(addition.owner.node.id, []).append(addition)
    return found


@lru_cache(maxsize=16)
def _sums(scope: Scope) -> list[ast.AugAssign]:
    """Each `names += ...` of a scope."""
    return [node for node in nodes_outside(scope.statements) if isinstance(node, ast.AugAssign)]


def is_the_same(owner: Expression, name: str, bound: Scope) -> bool:
    """Whether an expression is the name that is bound in a scope."""
    node = owner.node
    return isinstance(node, ast.Name) and node.id == name and owner.scope.binding(name) is bound
