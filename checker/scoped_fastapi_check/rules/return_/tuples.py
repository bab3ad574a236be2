"""Finds the status in `return body, 404`, which other frameworks understand."""

from __future__ import annotations

import ast
from collections.abc import Generator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.constants import integer_value
from scoped_fastapi_check.analysis.questions import InstanceOf, Question, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

_STATUSES: Final = frozenset(status.value for status in HTTPStatus if status >= HTTPStatus.OK)
_MEMBER_VALUES: Final = frozenset({"value", "_value_"})


def returned_status(
    function: Function, statement: ast.Return, names: Names
) -> Generator[Question[Any], Any, int | None]:
    """The status that a tuple of a body and a status holds; headers may follow as a dict.

    Two numbers are a pair of numbers, and a constant is a status only if its name says so.
    """
    value = statement.value
    while isinstance(value, ast.IfExp):
        value = value.body if isinstance(value.body, ast.Tuple) else value.orelse
    if not isinstance(value, ast.Tuple) or any(isinstance(e, ast.Starred) for e in value.elts):
        return None
    match value.elts:
        case [body, status]:
            pass
        case [body, status, ast.Dict()]:
            pass
        case _:
            return None
    given = Expression(status, function.body)
    if not _means_a_status(given, names):
        return None
    number = yield from integer_value(given)
    if number not in _STATUSES:
        return None
    if isinstance(status, ast.Constant):
        if isinstance(body, ast.Constant) and isinstance(body.value, int | float):
            return None
        content = Expression(body, function.body)
        if (yield from ask(InstanceOf(content, fullnames.NUMBERS))) is not None:
            return None
    return number


def _means_a_status(expression: Expression, names: Names) -> bool:
    """Whether a number is written as a status: a literal, or a name that speaks of one."""
    node = expression.node
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Attribute) and node.attr in _MEMBER_VALUES:
        return _means_a_status(expression.sibling(node.value), names)
    if isinstance(node, ast.Call):
        return names.fullname(expression.sibling(node.func)) == fullnames.HTTP_STATUS
    if not isinstance(node, ast.Name | ast.Attribute):
        return False
    name = node.id if isinstance(node, ast.Name) else node.attr
    if "status" in name.lower():
        return True
    fullname = names.fullname(expression)
    return fullname is not None and fullname.startswith(fullnames.STATUS_NAMES)
