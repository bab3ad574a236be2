"""Finds the status in `return body, 404`, which other frameworks understand."""

from __future__ import annotations

import ast
from collections.abc import Generator, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.constants import integer_value
from scoped_fastapi_check.analysis.questions import InstanceOf, Question, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.returned_parts import alternatives, returned_elsewhere

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
    for part in () if statement.value is None else alternatives(statement.value):
        given = Expression(part, function.body)
        for found in (given, *returned_elsewhere(given, names)):
            pair = resolve(found, names)
            if isinstance(pair.node, ast.Tuple):
                number = yield from _status_in(
                    pair, pair.node.elts, names, is_own=pair.node is part
                )
                if number is not None:
                    return number
    return None


def _status_in(
    pair: Expression, parts: Sequence[ast.expr], names: Names, *, is_own: bool
) -> Generator[Question[Any], Any, int | None]:
    """The status in a tuple; of what stands elsewhere only a body that is written out tells of one."""
    match parts:
        case [ast.expr() as body, ast.expr() as status] | [body, status, ast.Dict()]:
            pass
        case _:
            return None
    given = pair.sibling(status)
    if isinstance(body, ast.Starred) or not _means_a_status(given, names):
        return None
    number = yield from integer_value(given)
    if number not in _STATUSES:
        return None
    if isinstance(status, ast.Constant):
        if isinstance(body, ast.Constant) and isinstance(body.value, int | float):
            return None
        if not is_own:
            return number if isinstance(body, PLAIN_VALUES) else None
        if (yield from ask(InstanceOf(pair.sibling(body), fullnames.NUMBERS))) is not None:
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
    if "status" in name.lower() or name in HTTPStatus.__members__:
        return True
    fullname = names.fullname(expression)
    return fullname is not None and fullname.startswith(fullnames.STATUS_NAMES)
