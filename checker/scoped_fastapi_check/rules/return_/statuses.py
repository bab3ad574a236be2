"""A response that is made without a status, and returned by a route that declares one.

FastAPI sends a returned response as it is: its own status counts, and not that of the route.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.constants import integer_value
from scoped_fastapi_check.analysis.questions import Steps, SubclassOf, ask
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import RETURN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.resolution import MAX_STEPS, returned_call
from scoped_fastapi_check.model.statuses import NO_BODY_STATUSES
from scoped_fastapi_check.rules.no_body.status import status_name
from scoped_fastapi_check.rules.shared.edits import added_keyword
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.routes import Registration
    from scoped_fastapi_check.rules.base import Context

_OWN_STATUS: Final = ("__init__", "__call__", "status_code")
_COOKIES: Final = frozenset({"set_cookie", "delete_cookie"})
_CLASSES: Final = (fullnames.EVENT_SOURCE_RESPONSE, *fullnames.RESPONSES)


def check_statuses(context: Context, function: Function, routes: list[Registration]) -> Check:
    """The responses that the handler of these routes returns without a status of their own."""
    made = [
        (statement, call)
        for statement in function.returns
        for call in _made(context, function, statement)
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
    for statement, call in made:
        answered = yield from _status_of(call, declared)
        if answered is not None:
            found = _finding(statement, call, min(declared), answered, routes[0])
            is_own = call.scope is function.body
            context.report(found if is_own else _made_elsewhere(found, call))


def _made(context: Context, function: Function, statement: ast.Return) -> Iterator[Call]:
    """The calls that make what a statement returns, if they give no status."""
    waiting = [] if statement.value is None else [statement.value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.IfExp):
            waiting += [node.body, node.orelse]
        elif isinstance(node, ast.NamedExpr):
            waiting.append(node.value)
        elif isinstance(node, ast.Name):
            value = function.body.single_value(node.id)
            if isinstance(value, ast.Call) and not _may_be_changed(context, function, node.id):
                waiting.append(value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            call = _made_in_the_end(Call(node, function.body, is_decorator=False), context)
            if (
                not call.has_unpacking
                and call.argument("status_code", 1) is None
                and context.names.is_class(call.callee)
            ):
                yield call


def _made_in_the_end(call: Call, context: Context) -> Call:
    """The call behind functions of the project that return nothing but what another one gives."""
    for _ in range(MAX_STEPS):
        returned = returned_call(Expression(call.node, call.scope), context.names)
        if returned is None or not isinstance(returned.node, ast.Call):
            break
        call = Call(returned.node, returned.scope, is_decorator=False)
    return call


def _may_be_changed(context: Context, function: Function, name: str) -> bool:
    """Whether a response gets a status later, or is handed to what may give it one."""
    for assignment in context.module.assignments:
        if function.body not in assignment.target.scope.chain():
            continue  # Other functions have names of their own.
        match assignment.target.node:
            case ast.Attribute(ast.Name(owner), "status_code") if owner == name:
                return True
            case _:
                continue
    return any(
        _gets(call.node, name)
        for call in context.module.calls
        if function.body in call.scope.chain()
    )


def _gets(call: ast.Call, name: str) -> bool:
    """Whether a call may change an object with this name: it is given it, or a method of it."""
    match call.func:
        case ast.Attribute(ast.Name(owner), method) if owner == name and method not in _COOKIES:
            return True
        case _:
            arguments = (*call.args, *(keyword.value for keyword in call.keywords))
            return any(isinstance(node, ast.Name) and node.id == name for node in arguments)


def _status_of(call: Call, declared: set[int]) -> Steps[int | None]:
    """The status that a response has of its own, if none of the routes declares it."""
    made = yield from ask(SubclassOf(call.callee, _CLASSES, _OWN_STATUS))
    if made is None:
        return None
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
    call: Call,
    declared: int,
    answered: int,
    route: Registration,
) -> Diagnostic:
    name = written(call.node.func)
    given = route.call.keyword("status_code")
    edit = added_keyword(call, "status_code", str(declared))
    fix = None if edit is None else Fix(f'Give it "status_code={declared}"', (edit,), is_safe=False)
    related = [] if given is None else [Related.at(given, "the status of the route")]
    return Diagnostic.at(
        statement,
        RETURN,
        f'"{name}" is made without a status, but the route declares {status_name(declared)}',
        f"FastAPI sends a returned response as it is, with {status_name(answered)}: write "
        f'"{name}(..., status_code={declared})"',
        related=related,
        fix=fix,
    )


def _made_elsewhere(found: Diagnostic, call: Call) -> Diagnostic:
    """Who else calls the function that makes the response may want it as it is."""
    made = Related.at(Expression(call.node, call.scope), "where the response is made")
    return replace(found, fix=None, related=(*found.related, made))
