"""The members of a union, as an annotation writes them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names

_MAX_DEPTH: Final = 10


def union_members(typ: Expression, names: Names, depth: int = 0) -> list[Expression]:
    """The members of a union as they are written, through aliases; a type that is none alone."""
    typ = unquoted(typ)
    node = typ.node
    if depth > _MAX_DEPTH:
        return [typ]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        parts = [node.left, node.right]
    elif isinstance(node, ast.Subscript) and (found := _arguments_of_union(typ, node, names)):
        parts = found
    else:
        value = names.value(typ) if isinstance(node, ast.Name | ast.Attribute) else None
        if value is None or isinstance(value.node, ast.Call):
            return [typ]
        members = union_members(value, names, depth + 1)
        return members if len(members) > 1 else [typ]
    return [m for part in parts for m in union_members(typ.sibling(part), names, depth + 1)]


def _arguments_of_union(typ: Expression, node: ast.Subscript, names: Names) -> list[ast.expr]:
    """The arguments of `Union[...]`, and what `Optional[X]` stands for."""
    form = names.fullname(typ.sibling(node.value))
    if form in fullnames.OPTIONAL:
        return [node.slice, ast.copy_location(ast.Constant(None), node)]
    if form in fullnames.UNION:
        return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return []
