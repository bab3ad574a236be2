"""Finds the HTTPException that a return statement returns."""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterator
from typing import Any

from scoped_fastapi_check.analysis.questions import InstanceOf, Question, ask
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES


def returned_exception(
    function: Function, statement: ast.Return
) -> Generator[Question[Any], Any, ast.expr | None]:
    """The expression in a return statement that is certainly an HTTPException, if there is one.

    A class that is a response as well is sent as that response.
    """
    value = statement.value
    if value is None or isinstance(value, PLAIN_VALUES):
        return None
    classes = (fullnames.RESPONSE, fullnames.HTTP_EXCEPTION)
    whole = yield from returned_instance(function, statement, classes)
    if whole == fullnames.HTTP_EXCEPTION:
        return value
    for part in _alternatives(value):
        if part is not value and isinstance(part, ast.Call | ast.Name | ast.Attribute):
            found = yield from ask(InstanceOf(Expression(part, function.body), classes))
            if found == fullnames.HTTP_EXCEPTION:
                return part
    return None


def _alternatives(value: ast.expr) -> Iterator[ast.expr]:
    """The values that an expression chooses from: both of `x if y else z`, the last of `x or y`."""
    if isinstance(value, ast.IfExp):
        yield from _alternatives(value.body)
        yield from _alternatives(value.orelse)
    elif isinstance(value, ast.BoolOp):
        yield from _alternatives(value.values[-1])
    else:
        yield value
