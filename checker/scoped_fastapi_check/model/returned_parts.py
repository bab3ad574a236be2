"""What a value may be in the end: the alternatives of an expression, and what called functions return."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.method_decorators import is_as_written
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

# Functions that return what others return; more of them nobody follows.
_MAX_DEPTH: Final = 4


def alternatives(value: ast.expr) -> Iterator[ast.expr]:
    """The values that an expression chooses from: both of `x if y else z`, the last of `x or y`."""
    if isinstance(value, ast.IfExp):
        yield from alternatives(value.body)
        yield from alternatives(value.orelse)
    elif isinstance(value, ast.BoolOp):
        yield from alternatives(value.values[-1])
    elif isinstance(value, ast.NamedExpr):
        yield from alternatives(value.value)
    else:
        yield value


def run_function(value: Expression, names: Names) -> Function | None:
    """The function of the project that a call, or an awaited call, gives the result of."""
    node = value.node.value if isinstance(value.node, ast.Await) else value.node
    if not isinstance(node, ast.Call):
        return None
    function = called_function(value.sibling(node), names)
    if (
        function is None
        or function.is_generator
        or isinstance(function.node, ast.AsyncFunctionDef) is not (node is not value.node)
        or not is_as_written(function)
    ):
        return None
    return function


def returned_elsewhere(value: Expression, names: Names, depth: int = 0) -> Iterator[Expression]:
    """What the functions of the project return whose result a call gives: each of their alternatives."""
    function = run_function(value, names) if depth < _MAX_DEPTH else None
    for statement in () if function is None else function.returns:
        for part in () if statement.value is None else alternatives(statement.value):
            assert function is not None
            found = Expression(part, function.body)
            yield found
            yield from returned_elsewhere(found, names, depth + 1)
