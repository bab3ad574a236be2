"""Where a function hands an object on, and to which parameter of a function of the project."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.rules.shared.registered import registered

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.model.names import Names

__all__ = ["called_by", "given", "is_handed_on", "is_name", "taken_by"]

IsIt = Callable[["ast.AST | None"], bool]
"""Whether an expression is the object."""


def called_by(statement: ast.expr) -> ast.Call | None:
    """The call that a statement is, awaited or not."""
    call = statement.value if isinstance(statement, ast.Await) else statement
    return call if isinstance(call, ast.Call) else None


def given(call: ast.Call, is_it: IsIt) -> tuple[ast.expr, ...]:
    """The arguments of a call that are the object."""
    arguments = arguments_of(call)
    return tuple(argument for argument in arguments if is_it(argument))


def taken_by(statement: Expression, is_it: IsIt, names: Names) -> tuple[Function, str] | None:
    """The function that a statement runs, and the only parameter of it that takes the object."""
    call = called_by(statement.node)
    if call is None or not given(call, is_it):
        return None
    found = registered(statement.sibling(call.func), names)
    if found is None or found.is_partial or not found.is_exact:
        return None
    function, is_awaited = found.function, call is not statement.node
    if function.is_generator or isinstance(function.node, ast.AsyncFunctionDef) is not is_awaited:
        return None
    own = function.parameters[1:] if found.bound else function.parameters
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    taking = [
        parameter.name
        for index, parameter in enumerate(own)
        if is_it(by_name.get(parameter.name))
        or (index < len(call.args) and is_it(call.args[index]))
    ]
    if len(taking) != 1 or function.body.values.get(taking[0]) != [None]:
        return None
    return function, taking[0]


def is_handed_on(function: Function, name: str, harmless: frozenset[str] = frozenset()) -> bool:
    """Whether a function, or one in it, gives an object with this name to a call that may change it.

    That is also a method of the object, of which some are `harmless`.
    """
    module = function.scope.module
    return any(
        _may_change(call.node, name, harmless)
        for call in module.calls
        if function.body in call.scope.chain()
    )


def _may_change(call: ast.Call, name: str, harmless: frozenset[str]) -> bool:
    match call.func:
        case ast.Attribute(ast.Name(owner), method) if owner == name and method not in harmless:
            return True
        case _:
            return bool(given(call, is_name(name)))


def is_name(name: str) -> IsIt:
    """Whether an expression is this name."""
    return lambda node: isinstance(node, ast.Name) and node.id == name
