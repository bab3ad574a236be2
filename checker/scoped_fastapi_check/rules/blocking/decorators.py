"""Which decorators of the project run the function that they are given where the call stands, each time."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import made_by
from scoped_fastapi_check.model.routes import is_registering

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.model.names import Names

__all__ = ["runs_each_time"]


def runs_each_time(decorator: Expression, names: Names) -> bool:
    """Whether calling what a decorator gives certainly runs the function: no cache, no thread."""
    if is_registering(decorator.node):
        return True
    if names.fullname(decorator) in fullnames.NEUTRAL_DECORATORS:
        return True
    # `retry(3)` gives the decorator that it defines.
    is_made = isinstance(decorator.node, ast.Call)
    function = made_by(decorator, names) if is_made else names.function(decorator)
    return function is not None and _calls_at_once(function)


def _calls_at_once(decorator: Function) -> bool:
    """Whether a decorator returns a function that calls the one it is given before it may return.

    The name of that one is read for nothing else: it is not handed to a thread.
    """
    if not decorator.parameters or decorator.node.decorator_list:
        return False
    given = decorator.parameters[0].name
    inner = {
        node.name: node
        for node in decorator.node.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    returned = [node.value for node in decorator.node.body if isinstance(node, ast.Return)]
    match returned:
        case [ast.Name(name)] if name in inner:
            wrapper = inner[name]
        case _:
            return False
    reads = [node for node in ast.walk(wrapper) if isinstance(node, ast.Name) and node.id == given]
    in_decorators = {node for part in wrapper.decorator_list for node in ast.walk(part)}
    calls = {
        node.func: node.lineno
        for part in wrapper.body
        for node in ast.walk(part)
        if isinstance(node, ast.Call)
    }
    lines = [calls[node] for node in reads if node in calls]
    if not lines or not all(node in calls or node in in_decorators for node in reads):
        return False
    return not any(
        isinstance(node, ast.If | ast.IfExp | ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.lineno <= min(lines)
        for part in wrapper.body
        for node in ast.walk(part)
    )
