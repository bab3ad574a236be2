"""Decorators that put a function of their own in front of a handler, and hide its parameters."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.graph import made_by
from scoped_fastapi_check.model.routes import HTTP_DECORATORS, WEBSOCKET_DECORATORS

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.rules.base import Context

_VERBS: Final = HTTP_DECORATORS | WEBSOCKET_DECORATORS
# What shows the parameters of another function.
_SHOWING: Final = frozenset(
    {"wraps", "update_wrapper", "__signature__", "__wrapped__", "signature", "decorator"}
)


def wrapper_around(context: Context, function: Function) -> Function | None:
    """The function that certainly stands in for a decorated one, and shows none of its parameters."""
    decorator = _outermost(function)
    if decorator is None:
        return None
    node = decorator.node
    if isinstance(node, ast.Call):
        maker = made_by(decorator, context.names)
    else:
        maker = context.names.function(decorator)
    wrapper = None if maker is None else _returned(maker)
    if wrapper is None or wrapper.node.decorator_list or maker is None:
        return None
    outermost = maker.scope.node if isinstance(node, ast.Call) else maker.node
    return None if _shows_parameters(outermost) else wrapper


def _outermost(function: Function) -> Expression | None:
    """The decorator just below those that register the function."""
    for decorator in function.decorators:
        node = decorator.node
        is_verb = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _VERBS
        )
        if not is_verb:
            return decorator
    return None


def _returned(maker: Function) -> Function | None:
    """The function that a decorator defines and returns, if it never returns anything else."""
    if len(maker.returns) != 1 or maker.is_generator or maker.node.decorator_list:
        return None
    value = maker.returns[0].value
    if not isinstance(value, ast.Name) or len(maker.body.values.get(value.id, ())) != 1:
        return None
    found = maker.scope.module.functions_in(maker.body, value.id)
    return found[0] if len(found) == 1 else None


def _shows_parameters(node: ast.AST) -> bool:
    """Whether a decorator speaks of what would show FastAPI the parameters of the function."""
    for part in ast.walk(node):
        name = part.id if isinstance(part, ast.Name) else getattr(part, "attr", None)
        if name in _SHOWING:
            return True
    return False
