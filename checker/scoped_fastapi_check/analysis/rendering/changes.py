"""What may have happened to a content between where it is made and where it is rendered."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Steps, TypeOf, ask
from scoped_fastapi_check.analysis.rendering.types import bad_part, is_bad_key

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.rendering.types import Rendering
    from scoped_fastapi_check.model.module import Assignment, Expression

__all__ = ["is_bound_again", "may_be_replaced"]

_REPLACING: Final = frozenset({"clear", "pop", "popitem", "update"})


def is_bound_again(part: Expression) -> bool:
    """Whether a name gets other values as well, which may be of another type than is declared."""
    name = _root(part.node)
    if name is None:
        return False
    scope = part.scope.binding(name)
    return scope is None or len(scope.values[name]) != 1


def may_be_replaced(part: Expression, rendering: Rendering) -> Steps[bool]:
    """Whether what this leads to may have got something else by now, whatever its type says.

    `data["at"] = str(data["at"])` is an error of types, and right when it is run.
    """
    module, scope = part.scope.module, part.scope
    for call in module.calls:
        match call.node.func:
            case ast.Attribute(owner, method) if (
                method in _REPLACING and call.scope is scope and _leads_into(owner, part.node)
            ):
                return True
            case _:
                pass
    if _is_changed_by_item(part):
        return True
    put = [
        assignment
        for assignment in module.assignments
        if assignment.target.scope is scope and _is_put_into(assignment.target.node, part.node)
    ]
    for assignment in put:
        if (yield from _is_rendered(assignment, rendering)):
            return True
    return False


def _is_rendered(put: Assignment, rendering: Rendering) -> Steps[bool]:
    """Whether what is put somewhere can be rendered there: an item with its key."""
    if bad_part((yield from ask(TypeOf(put.value))), rendering) is not None:
        return False
    if not isinstance(put.target.node, ast.Subscript):
        return True
    key = put.target.sibling(put.target.node.slice)
    return isinstance(key.node, ast.Constant) or not is_bad_key((yield from ask(TypeOf(key))))


def _is_changed_by_item(part: Expression) -> bool:
    """Whether a loop over what this leads to puts something into each of its items."""
    name = _root(part.node)
    if name is None:
        return False
    for loop in ast.walk(part.scope.node):
        if not isinstance(loop, ast.For | ast.AsyncFor) or name not in _names_in(loop.iter):
            continue
        items = _names_in(loop.target)
        for node in (node for statement in loop.body for node in ast.walk(statement)):
            match node:
                case (
                    ast.Subscript(ast.Name(item), ctx=ast.Store() | ast.Del())
                    | ast.Attribute(ast.Name(item), ctx=ast.Store())
                    | ast.Call(ast.Attribute(ast.Name(item)))
                ) if item in items:
                    return True
                case _:
                    continue
    return False


def _root(node: ast.expr) -> str | None:
    """The name that an expression is read from: `data` of `data["at"].text`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _names_in(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _is_put_into(target: ast.expr, node: ast.expr) -> bool:
    """Whether an assignment puts something into what an expression leads to."""
    match target:
        case ast.Subscript(value=owner):
            return _leads_into(owner, node)
        case ast.Attribute():
            return _leads_into(target, node)
        case _:
            return False


def _leads_into(owner: ast.expr, node: ast.expr) -> bool:
    """Whether an expression is `owner`, or is read from it: `data["at"]` from `data`."""
    text = ast.unparse(owner)
    while True:
        if ast.unparse(node) == text:
            return True
        if not isinstance(node, ast.Attribute | ast.Subscript):
            return False
        node = node.value
