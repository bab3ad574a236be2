"""What class of object a `yield` dependency provides, by its source."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.graph import class_of, method, parameter_marker
from scoped_fastapi_check.model.lifetimes import yield_dependency
from scoped_fastapi_check.model.module import Expression, Function, Parameter

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names


def method_of_given(parameter: Parameter, name: str, names: Names) -> Function | None:
    """A method of the object that a parameter is given, where its own declaration does not tell."""
    marker = parameter_marker(parameter, names)
    dependency = None if marker is None else marker.dependency
    callee = None if dependency is None else yield_dependency(dependency, names)
    if callee is None:
        return None
    for node in ast.walk(callee.function.node):
        if isinstance(node, ast.Yield) and node.value is not None:
            scope = class_of(Expression(node.value, callee.function.body), names)
            return None if scope is None else method(scope, name, names)
    return None
