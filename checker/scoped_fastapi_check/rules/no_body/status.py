"""The statuses of routes that forbid a body, and how they are named in messages."""

from __future__ import annotations

import ast
from collections.abc import Generator
from http import HTTPStatus
from typing import Any, Final

from scoped_fastapi_check.analysis.constants import integer_value
from scoped_fastapi_check.analysis.questions import Question
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.model.statuses import NO_BODY_STATUSES

# The first FastAPI that sends a 205 without a body.
_WITHOUT_BODY_SINCE: Final = (0, 109, 1)


def forbidden_status(
    expression: Expression | None,
) -> Generator[Question[Any], Any, int | None]:
    """The status an expression certainly is, if it is one that forbids a body."""
    if expression is None or _is_no_integer(expression.node):
        return None
    status = yield from integer_value(expression)
    return status if status in NO_BODY_STATUSES else None


def _is_no_integer(node: ast.expr) -> bool:
    """Whether an expression is something else at first sight: a text, a list."""
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, int)
    return isinstance(node, PLAIN_VALUES)


def allows_body(status: int, fastapi: tuple[int, ...]) -> bool:
    """Whether a version of FastAPI still takes a status for one with a body: a 205 had one at first."""
    return status == HTTPStatus.RESET_CONTENT and fastapi < _WITHOUT_BODY_SINCE


def route_status(
    registration: Registration, fastapi: tuple[int, ...]
) -> Generator[Question[Any], Any, int | None]:
    """The status of a route, if it is certain and forbids a body in this version of FastAPI."""
    status = yield from forbidden_status(registration.call.keyword("status_code"))
    if status is None or allows_body(status, fastapi):
        return None
    if (yield from router_class(registration, "endpoint", "status_code")) is None:
        return None
    return status


def status_name(status: int) -> str:
    """`204 No Content`, or the bare number where it has no name."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
