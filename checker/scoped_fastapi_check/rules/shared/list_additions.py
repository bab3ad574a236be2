"""What a module puts into a list that has a name: `names.append(...)`, `names += [...]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import nodes_outside

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.rules.base import Context

__all__ = ["added_to", "is_the_same"]

# Where each method of a list is given what it puts in.
_ADDING: Final = {"append": 0, "extend": 0, "insert": 1}


def added_to(context: Context, name: Expression, bound: Scope) -> Iterator[tuple[Expression, bool]]:
    """What is added to the list of a name that is bound in a scope, and whether it is one item of it."""
    assert isinstance(name.node, ast.Name)
    for method, position in _ADDING.items():
        for call in context.calls.of_method(method):
            func = call.node.func
            if not isinstance(func, ast.Attribute) or len(call.node.args) <= position:
                continue
            if is_the_same(call.callee.sibling(func.value), name.node.id, bound):
                yield call.callee.sibling(call.node.args[position]), method != "extend"
    inside = [] if isinstance(bound.node, ast.Lambda) else bound.node.body
    for node in nodes_outside(inside):
        if isinstance(node, ast.AugAssign):
            target = Expression(node.target, bound)
            if is_the_same(target, name.node.id, bound):
                yield target.sibling(node.value), False


def is_the_same(owner: Expression, name: str, bound: Scope) -> bool:
    """Whether an expression is the name that is bound in a scope."""
    node = owner.node
    return isinstance(node, ast.Name) and node.id == name and owner.scope.binding(name) is bound
