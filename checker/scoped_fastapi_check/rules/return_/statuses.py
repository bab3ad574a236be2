"""A response that is made without a status, and returned by a route that declares one.

FastAPI sends a returned response as it is: its own status counts, and not that of the route.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.constants import integer_value
from scoped_fastapi_check.analysis.questions import Steps, SubclassOf, ask
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import RETURN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.statuses import NO_BODY_STATUSES
from scoped_fastapi_check.rules.no_body.status import status_name
from scoped_fastapi_check.rules.return_.made import made_responses
from scoped_fastapi_check.rules.shared.edits import added_keyword
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Call, Function
    from scoped_fastapi_check.model.routes import Registration
    from scoped_fastapi_check.rules.base import Context
    from scoped_fastapi_check.rules.return_.made import Made

_OWN_STATUS: Final = ("__init__", "__call__", "status_code")
_CLASSES: Final = (fullnames.EVENT_SOURCE_RESPONSE, *fullnames.RESPONSES)


def check_statuses(context: Context, function: Function, routes: list[Registration]) -> Check:
    """The responses that the handler of these routes returns without a status of their own."""
    made = [
        (statement, each)
        for statement in function.returns
        for each in made_responses(function, statement, context.names)
    ]
    if not made or any(route.call.keyword("status_code") is None for route in routes):
        return
    declared: set[int] = set()
    for route in routes:
        given = route.call.keyword("status_code")
        status = None if given is None else (yield from integer_value(given))
        if (
            status is None
            or status in NO_BODY_STATUSES
            or (yield from router_class(route, "endpoint", "status_code")) is None
        ):
            return
        declared.add(status)
    for statement, each in made:
        answered = yield from _status_of(each, declared)
        if answered is not None:
            found = _finding(statement, each, min(declared), answered, routes[0])
            is_own = each.call.scope is function.body
            context.report(found if is_own else _made_elsewhere(found, each.call))


def _status_of(each: Made, declared: set[int]) -> Steps[int | None]:
    """The status that a response has of its own, if none of the routes declares it."""
    made = yield from ask(SubclassOf(each.response.callee, _CLASSES, _OWN_STATUS))
    if made is None:
        return None
    if each.default is not None:
        # Any other default may well be meant: that of a function which makes errors.
        status = yield from integer_value(each.default)
        return None if status != HTTPStatus.OK or status in declared else HTTPStatus.OK
    if made == fullnames.REDIRECT_RESPONSE:
        status = HTTPStatus.TEMPORARY_REDIRECT
        is_meant = all(
            HTTPStatus.MULTIPLE_CHOICES <= one < HTTPStatus.BAD_REQUEST for one in declared
        )
        return status if is_meant and status not in declared else None
    if made == fullnames.FILE_RESPONSE and HTTPStatus.PARTIAL_CONTENT in declared:
        return None  # It answers a range with that status itself.
    return None if HTTPStatus.OK in declared else HTTPStatus.OK


def _finding(
    statement: ast.Return,
    each: Made,
    declared: int,
    answered: int,
    route: Registration,
) -> Diagnostic:
    call, keyword = each.call, each.keyword
    name = written(call.node.func)
    how = "made" if each.call is each.response else "called"
    given = route.call.keyword("status_code")
    edit = added_keyword(call, keyword, str(declared))
    fix = None if edit is None else Fix(f'Give it "{keyword}={declared}"', (edit,), is_safe=False)
    related = [] if given is None else [Related.at(given, "the status of the route")]
    return Diagnostic.at(
        statement,
        RETURN,
        f'"{name}" is {how} without a status, but the route declares {status_name(declared)}',
        f"FastAPI sends a returned response as it is, with {status_name(answered)}: write "
        f'"{name}(..., {keyword}={declared})"',
        related=related,
        fix=fix,
    )


def _made_elsewhere(found: Diagnostic, call: Call) -> Diagnostic:
    """Who else calls the function that makes the response may want it as it is."""
    made = Related.at(Expression(call.node, call.scope), "where the response is made")
    return replace(found, fix=None, related=(*found.related, made))
