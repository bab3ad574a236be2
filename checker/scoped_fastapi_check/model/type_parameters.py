"""The type parameters that Python 3.12 writes behind the name of a class, a function or an alias."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression


# Older versions of Python cannot even read them.
HAS_TYPE_PARAMETERS: Final = hasattr(ast, "TypeAlias")


def parameter_names(node: ast.AST) -> list[str]:
    """The type parameters of a definition."""
    return [parameter.name for parameter in getattr(node, "type_params", [])]


def parameter_key(node: ast.AST, name: str) -> str:
    """What tells the type parameter of a definition from all others of a module."""
    return f"{getattr(node, 'lineno', 0)}:{getattr(node, 'name', '')}.{name}"


def type_parameter(name: Expression) -> str | None:
    """The type parameter that a name is, of the classes and functions around it."""
    node = name.node
    if HAS_TYPE_PARAMETERS and isinstance(node, ast.Name):
        for place in (name.scope, *name.scope.chain()):
            if node.id in parameter_names(place.node):
                return parameter_key(place.node, node.id)
    return None
