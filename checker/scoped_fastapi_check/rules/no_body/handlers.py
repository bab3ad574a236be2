"""What a handler does: values that are returned from a route without a body."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Question, ask
from scoped_fastapi_check.analysis.response_models.left_alone import loads_of
from scoped_fastapi_check.analysis.returns import Returned, declared_return, returned
from scoped_fastapi_check.diagnostics.codes import NO_BODY
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.returned_parts import alternatives
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.model.walk import nodes_in
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.no_body.responses import DefaultResponse, default_response
from scoped_fastapi_check.rules.no_body.status import route_status, status_name
from scoped_fastapi_check.rules.return_.exceptions import returned_exception
from scoped_fastapi_check.rules.return_.made import made_responses

# What a response has that leaves its status alone.
_OF_NO_STATUS: Final = frozenset({"delete_cookie", "headers", "set_cookie"})


def check_body(context: Context, function: Function, registered: list[Registration]) -> Check:
    """A handler, all of whose routes answer without a body, that sends one."""
    giving = [(statement, value) for statement in function.returns if (value := _given(statement))]
    if not giving and not function.is_generator:
        return  # Nothing has to be asked about most of these handlers.
    status = yield from _common_status(context, registered)
    if status is None:
        return
    if function.is_generator:
        context.report(
            Diagnostic.at(
                function.node,
                NO_BODY,
                f'"{function.name}" yields, but its route answers {status_name(status)}, which has '
                "no body",
                "FastAPI streams what it yields, and the server breaks the connection off: do not "
                "yield here, or give the route another status",
            )
        )
        return
    if not (yield from _may_return_a_value(function)):
        return
    if (yield from _takes_the_response(function)):
        return
    for statement, value in giving:
        yield from _check_return(context, function, statement, value, status)


def _common_status(
    context: Context,
    registered: list[Registration],
) -> Generator[Question[Any], Any, int | None]:
    """The status of the first route, if none of the routes allows a body."""
    first: int | None = None
    for registration in registered:
        status = yield from route_status(registration, context.fastapi)
        if status is None or registration.call.has_unpacking:
            return None
        model = registration.call.keyword("response_model")
        if model is not None:
            return None  # A model is refused; response_model=None says that no body is meant.
        first = status if first is None else first
    return first


def _may_return_a_value(
    function: Function,
) -> Generator[Question[Any], Any, bool]:
    """Whether the annotation is not already the mistake: then its returns are as declared."""
    if function.node.returns is None:
        return True
    declared = yield from declared_return(function)
    return declared.kind in {Returned.NOTHING, Returned.RESPONSE}


def _takes_the_response(function: Function) -> Generator[Question[Any], Any, bool]:
    """Whether a parameter is the response, on which another status may be set."""
    for parameter in function.parameters:
        if parameter.annotation is not None and _may_get_a_status(parameter.name, function):
            name = ast.copy_location(ast.Name(parameter.name), parameter.node)
            given = Expression(name, function.body)
            if (yield from ask(InstanceOf(given, (fullnames.RESPONSE,)))) is not None:
                return True
    return False


def _may_get_a_status(name: str, function: Function) -> bool:
    """Whether a function does more with a response than to give it headers and cookies."""
    uses = loads_of(name, function.node)
    for node in nodes_in(function.node):
        if isinstance(node, ast.Attribute) and node.attr in _OF_NO_STATUS:
            uses.discard(node.value)
    return bool(uses)


def _given(statement: ast.Return) -> ast.expr | None:
    """What a statement returns, if that is not plainly None."""
    value = statement.value
    while isinstance(value, ast.NamedExpr):
        value = value.value
    return None if isinstance(value, ast.Constant) and value.value is None else value


def _check_return(
    context: Context, function: Function, statement: ast.Return, value: ast.expr, status: int
) -> Generator[Question[Any], Any, None]:
    if any(_is_plain(part) for part in alternatives(value)):
        context.report(_returned(statement, "", status))
        return
    if (yield from returned_exception(function, statement)) is not None:
        return  # It is to be raised, which is what `fastapi-return` says.
    for made in made_responses(function, statement, context.names):
        if (response := (yield from default_response(made.call))) is not None:
            context.report(_default_response(statement, response, status))
            return
    found = yield from returned(function, statement)
    if found.kind is Returned.VALUE:
        context.report(_returned(statement, f' of type "{found.type}"', status))


def _is_plain(value: ast.expr) -> bool:
    """Whether something is written out, and not None."""
    is_none = isinstance(value, ast.Constant) and value.value is None
    return isinstance(value, PLAIN_VALUES) and not is_none


def _returned(statement: ast.Return, of_type: str, status: int) -> Diagnostic:
    return Diagnostic.at(
        statement,
        NO_BODY,
        f"a value{of_type} is returned, but the route answers {status_name(status)}, which has no "
        "body",
        "FastAPI does not send the value: return nothing, or give the route another status",
    )


def _default_response(statement: ast.Return, response: DefaultResponse, status: int) -> Diagnostic:
    sent = "with status 200 and its body" if response.has_body else "with status 200"
    return Diagnostic.at(
        statement,
        NO_BODY,
        f'"{response.name}" is returned without a status, but the route answers {status_name(status)}',
        f"FastAPI sends the response as it is, {sent}: return nothing, or "
        "give the route the status it answers with",
    )
