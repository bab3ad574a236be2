"""Lists that a function makes empty and only appends to: `found = []`, `found.append({"id": 1})`.

What is appended tells more than the type that a checker infers for the list.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.response_models.left_alone import (
    harmless_uses,
    is_left_alone,
    loads_of,
)
from scoped_fastapi_check.model.walk import nodes_in, nodes_outside

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function

__all__ = ["appended_to", "is_only_kept"]


def appended_to(name: str, function: Function) -> Sequence[tuple[ast.expr, ast.stmt]]:
    """What is appended to a list, and by which statements; nothing where more may be in it."""
    match function.body.single_value(name):
        case ast.List(elts=[]) | ast.Call(func=ast.Name(id="list"), args=[], keywords=[]):
            pass
        case _:
            return ()
    uses, found = loads_of(name, function.node), list[tuple[ast.expr, ast.stmt]]()
    for owner, item, statement in _appending(function):
        if owner.id == name:
            uses.discard(owner)
            found.append((item, statement))
    for node in nodes_in(function.node):
        uses.difference_update(harmless_uses(node))
    return () if uses else found


def is_only_kept(name: str, function: Function) -> bool:
    """Whether a function changes nothing in what a name is bound to, but may append it to such lists."""
    kept = [
        item
        for owner, item, _ in _appending(function)
        if isinstance(item, ast.Name) and item.id == name and appended_to(owner.id, function)
    ]
    return is_left_alone(name, function.node, kept)


def _appending(function: Function) -> Iterator[tuple[ast.Name, ast.expr, ast.stmt]]:
    """The statements by which a function itself appends something to what a name is bound to."""
    for node in nodes_outside(function.node.body):
        match node:
            case ast.Expr(
                ast.Call(ast.Attribute(ast.Name() as owner, "append"), args=[item], keywords=[])
            ) if not isinstance(item, ast.Starred):
                yield owner, item, node
            case _:
                pass
