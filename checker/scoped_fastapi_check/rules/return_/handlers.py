"""What a handler returns instead of raising it: an exception, a body together with its status."""

from __future__ import annotations

import ast
from collections.abc import Generator
from http import HTTPStatus
from typing import Any, Final

from scoped_fastapi_check.analysis.assignability import Fit
from scoped_fastapi_check.analysis.constants import integer_value
from scoped_fastapi_check.analysis.questions import Check, Question, SubclassOf, ask
from scoped_fastapi_check.analysis.returns import Returned, declared_return, return_fits
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import RETURN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Edit, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.model.statuses import NO_BODY_STATUSES
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.no_body.status import status_name
from scoped_fastapi_check.rules.return_.exceptions import Thrown, returned_exception
from scoped_fastapi_check.rules.return_.tuples import returned_status
from scoped_fastapi_check.rules.shared.wording import written

EXCEPTION: Final = "exception"
TUPLE: Final = "tuple"


def check_handler(context: Context, function: Function, registered: list[Registration]) -> Check:
    """The return statements of a handler whose routes are certain."""
    for registration in registered:
        if (yield from router_class(registration, "endpoint")) is None:
            return
        if not (yield from _keeps_handlers(context, registration)):
            return
    for statement in function.returns:
        exception = yield from returned_exception(function, statement)
        if exception is not None:
            fate = yield from _fate(function, registered[0], EXCEPTION)
            context.report(_exception(function, statement, exception, fate))
            continue
        status = yield from returned_status(function, statement, context.names)
        if status is not None and not (yield from _takes_tuples(function, statement, registered)):
            fate = yield from _fate(function, registered[0], TUPLE)
            context.report(_tuple(function, statement, status, fate))


def _keeps_handlers(
    context: Context, registration: Registration
) -> Generator[Question[Any], Any, bool]:
    """Whether the route class is none that may put something around the handler."""
    made = context.names.value(registration.router)
    if made is None or not isinstance(made.node, ast.Call):
        return True
    for keyword in made.node.keywords:
        if keyword.arg == "route_class":
            question = SubclassOf(made.sibling(keyword.value), (fullnames.ROUTE,), ("__init__",))
            return (yield from ask(question)) is not None
    return True


def _takes_tuples(
    function: Function, statement: ast.Return, registered: list[Registration]
) -> Generator[Question[Any], Any, bool]:
    """Whether a tuple may be what is meant, by the types that are declared for the response."""
    for registration in registered:
        call = registration.call
        if call.has_unpacking or call.keyword("response_class") is not None:
            return True
        status = call.keyword("status_code")
        if status is not None:
            value = yield from integer_value(status)
            if value in NO_BODY_STATUSES:
                return True  # No body at all is wanted: that is the business of another rule.
        model = call.keyword("response_model")
        if model is not None and not isinstance(model.node, ast.Constant):
            classes = (fullnames.ROOT_MODEL, fullnames.BASE_MODEL)
            if (yield from ask(SubclassOf(model, classes))) != fullnames.BASE_MODEL:
                return True
    declared = yield from declared_return(function)
    if function.node.returns is None or declared.kind is Returned.ANYTHING:
        return False
    return (yield from return_fits(function, statement)) is not Fit.DISJOINT


def _fate(
    function: Function, registration: Registration, returned: str
) -> Generator[Question[Any], Any, str]:
    """What FastAPI does with a returned value that is meant as an error."""
    call = registration.call
    given = call.keyword("status_code")
    status = HTTPStatus.OK if given is None else (yield from integer_value(given))
    if status is not None and status in NO_BODY_STATUSES:
        return f"drops the {returned} and answers {status_name(status)}"
    model = yield from _model(function, registration)
    if model is Returned.VALUE:
        return f"validates the {returned} as the response model, and answers with a 500 error"
    if model is Returned.ANYTHING and returned == EXCEPTION:
        return f"cannot serialize the {returned}, and answers with a 500 error"
    if status is None or call.has_unpacking:
        return f"sends the {returned} as the body, with the status of the route"
    return f"sends the {returned} as the body of a {status_name(status)}"


def _model(
    function: Function, registration: Registration
) -> Generator[Question[Any], Any, Returned]:
    """What FastAPI validates a returned value against: a type, anything or nothing."""
    given = registration.call.keyword("response_model")
    if given is None:
        return (yield from declared_return(function)).kind
    return Returned.NOTHING if isinstance(given.node, ast.Constant) else Returned.VALUE


def _exception(function: Function, statement: ast.Return, thrown: Thrown, fate: str) -> Diagnostic:
    return Diagnostic.at(
        statement,
        RETURN,
        f'"{function.name}" returns the exception "{written(thrown.value.node)}", but only a raised '
        "exception becomes an error response",
        f"FastAPI {fate}: raise it instead of returning it",
        related=thrown.related,
        fix=_raised(function, statement) if thrown.value.node is statement.value else None,
    )


def _raised(function: Function, statement: ast.Return) -> Fix:
    """`raise` in place of `return`; around it, an `except` may be waiting for just that."""
    line, column = statement.lineno, statement.col_offset + 1
    edit = Edit(line, column, line, column + len("return"), "raise")
    is_in_try = any(
        isinstance(node, ast.Try | ast.TryStar) and statement in ast.walk(node)
        for node in ast.walk(function.node)
    )
    return Fix("Raise it instead of returning it", (edit,), is_safe=not is_in_try)


def _tuple(function: Function, statement: ast.Return, status: int, fate: str) -> Diagnostic:
    return Diagnostic.at(
        statement,
        RETURN,
        f'"{function.name}" returns the status {status} in a tuple, but FastAPI takes no status '
        "from what is returned",
        f"FastAPI {fate}: {_advice(status)}",
    )


def _advice(status: int) -> str:
    response = f'return "JSONResponse(..., status_code={status})"'
    if status == HTTPStatus.OK:
        return "return the body alone"
    if status >= HTTPStatus.BAD_REQUEST:
        return f'raise "HTTPException({status}, ...)", or {response}'
    return f'give the route "status_code={status}", or {response}'
