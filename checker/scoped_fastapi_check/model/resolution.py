"""What an expression stands for: through the names that it is bound to, and through `cast`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.memo import once_told
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

# Names lead to names; more steps than this nobody writes.
MAX_STEPS: Final = 20


def trail(expression: Expression, names: Names) -> Iterator[Expression]:
    """An expression, what it stands for, what that stands for, and so on to the last one."""
    for _ in range(MAX_STEPS):
        yield expression
        value = _meant(expression, names)
        if value is None:
            break
        expression = value


@once_told
def resolve(expression: Expression, names: Names) -> Expression:
    """What an expression stands for, through all names."""
    # The end of its trail: without a generator, because nothing is asked for more often.
    for _ in range(MAX_STEPS - 1):
        value = _meant(expression, names)
        if value is None:
            break
        expression = value
    return expression


def _meant(expression: Expression, names: Names) -> Expression | None:
    """What an expression stands for, one step further."""
    if isinstance(expression.node, ast.Name | ast.Attribute):
        return names.value(expression)
    return _inside(expression, names)


@once_told
def resolved_call(expression: Expression, names: Names) -> Expression:
    """The same, also through a function of the project that always returns the same call."""
    for _ in range(MAX_STEPS):
        expression = resolve(expression, names)
        node = expression.node
        if isinstance(node, ast.Call) and _is_marker(expression.sibling(node.func), names):
            break  # The functions of FastAPI's need not be read to know what they make.
        made = _returned_by(expression, names)
        if made is None:
            break
        expression = made
    return expression


def _is_marker(called: Expression, names: Names) -> bool:
    return (names.fullname(called) or "") in fullnames.MARKERS


def _inside(expression: Expression, names: Names) -> Expression | None:
    """What `cast(T, x)` and `(name := x)` are given."""
    node = expression.node
    if isinstance(node, ast.NamedExpr):
        return expression.sibling(node.value)
    if not isinstance(node, ast.Call) or len(node.args) != 2:
        return None
    is_cast = names.fullname(expression.sibling(node.func)) in fullnames.CAST
    return expression.sibling(node.args[1]) if is_cast else None


def _returned_by(call: Expression, names: Names) -> Expression | None:
    """What a called function returns in any case, if that is a call itself.

    An expression that uses what the function is given, or what it has made, means nothing outside.
    """
    function = _returns_one_call(call, names)
    value = None if function is None else function.returns[0].value
    if function is None or value is None:
        return None
    is_outward = function.returned_names.isdisjoint(function.body.values)
    return Expression(value, function.scope) if is_outward else None


def returned_call(call: Expression, names: Names) -> Expression | None:
    """The call that a called function returns in any case, as it stands in that function."""
    function = _returns_one_call(call, names)
    value = None if function is None else function.returns[0].value
    return None if function is None or value is None else Expression(value, function.body)


def returned_value(call: Expression, names: Names) -> Expression | None:
    """What a called function returns in any case, as it stands in that function."""
    function = _returns_once(call, names)
    value = None if function is None else function.returns[0].value
    return None if function is None or value is None else Expression(value, function.body)


def _returns_one_call(call: Expression, names: Names) -> Function | None:
    """The function that is called, if all it ever returns is one call."""
    function = _returns_once(call, names)
    is_call = function is not None and isinstance(function.returns[0].value, ast.Call)
    return function if is_call else None


def _returns_once(call: Expression, names: Names) -> Function | None:
    """The function that is called, if it ends with its only return."""
    node = call.node
    function = names.function(call.sibling(node.func)) if isinstance(node, ast.Call) else None
    if (
        function is None
        or function.is_generator
        or isinstance(function.node, ast.AsyncFunctionDef)
        or function.node.decorator_list
        or len(function.returns) != 1
        or function.node.body[-1] is not function.returns[0]
    ):
        return None
    return function
