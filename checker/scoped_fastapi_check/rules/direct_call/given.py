"""A marker of a body that is given to a function or a class of the project, which takes it for the value."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.graph import method
from scoped_fastapi_check.model.marker_values import (
    MarkerUse,
    is_asked_for,
    local_marker,
    operands,
    use_in,
)
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.rules.shared.asked_functions import is_of_library
from scoped_fastapi_check.rules.shared.handed_over import given, is_name, taken_by
from scoped_fastapi_check.rules.shared.request_functions import own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Scope
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.rules.base import Context

# Functions that hand it on.
_MAX_DEPTH: Final = 3


def given_uses(context: Context) -> Iterator[MarkerUse]:
    """`db = Depends(get_db)` in a body, and then `list_users(db)`: each marker once."""
    names = context.names
    for function in context.module.functions:
        for name, values in function.body.values.items():
            # Those of the functions around may be for signatures.
            if len(values) != 1 or not isinstance(values[0], ast.Call):
                continue
            marker = local_marker(function, name, names)
            if marker is None or _is_worked_with_here(function, name):
                continue
            use = _use_by_called(function, name, names)
            if use is not None:
                yield MarkerUse(marker, use, name)


def _is_worked_with_here(function: Function, name: str) -> bool:
    """Whether a function works with a name itself, or asks what it is."""
    nodes = list(own_nodes(function))
    is_it = is_name(name)
    return is_asked_for(name, nodes) or any(is_it(one) for node in nodes for one in operands(node))


def _use_by_called(function: Function, name: str, names: Names, depth: int = 0) -> ast.expr | None:
    """The argument by which something that a function calls gets a name, and works with it."""
    is_it = is_name(name)
    for node in own_nodes(function):
        call = node.value if isinstance(node, ast.Await) else node
        if not isinstance(call, ast.Call) or not (arguments := given(call, is_it)):
            continue
        assert isinstance(node, ast.expr)
        found = taken_by(Expression(node, function.body), is_it, names)
        if found is not None and _is_value_of(*found, names, depth):
            return arguments[0]
        owner = names.class_scope(Expression(call.func, function.body))
        if owner is not None and _is_value_of_class(owner, call, name, names):
            return arguments[0]
    return None


def _is_value_of(function: Function, name: str, names: Names, depth: int) -> bool:
    """Whether a function works with what it is given, itself or by what it calls."""
    nodes = list(own_nodes(function))
    if is_asked_for(name, nodes):
        return False
    return _is_worked_with_here(function, name) or (
        depth < _MAX_DEPTH and _use_by_called(function, name, names, depth + 1) is not None
    )


def _is_value_of_class(owner: Scope, call: ast.Call, name: str, names: Names) -> bool:
    """Whether a class keeps what its `__init__` is given in an attribute, and works with that."""
    init = method(owner, "__init__", names)
    if init is None or is_of_library(init) or init.node.decorator_list:
        return False
    is_it = is_name(name)
    by_name = {keyword.arg: keyword.value for keyword in call.keywords}
    for position, parameter in enumerate(init.parameters[1:]):
        by_position = call.args[position] if position < len(call.args) else None
        if not (is_it(by_position) or is_it(by_name.get(parameter.name))):
            continue
        for node in own_nodes(init):
            match node:
                case ast.Assign([ast.Attribute(attr=attribute)], ast.Name(kept)) if (
                    kept == parameter.name and use_in(owner, attribute) is not None
                ):
                    return True
                case _:
                    pass
    return False
