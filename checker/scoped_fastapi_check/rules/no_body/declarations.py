"""What a route declares: FastAPI refuses a model for a status without a body at import."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Question, SubclassOf, ask
from scoped_fastapi_check.analysis.returns import Returned, declared_return
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import NO_BODY
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.response_options import declared_models
from scoped_fastapi_check.model.routes import (
    HTTP_DECORATORS,
    HTTP_METHODS,
    Registration,
)
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.no_body.status import (
    allows_body,
    forbidden_status,
    route_status,
    status_name,
)

REFUSED: Final = "FastAPI refuses to register the route"
TAKE_RESPONSES: Final = HTTP_DECORATORS | HTTP_METHODS | {"include_router"}


def check_registration(context: Context, registration: Registration) -> Check:
    """A `response_model` or a return annotation that promises a body."""
    status = yield from route_status(registration, context.fastapi)
    if status is None or registration.call.has_unpacking:
        return
    model = registration.call.keyword("response_model")
    if model is not None:
        if isinstance(model.node, ast.Name | ast.Attribute | ast.Subscript | ast.BinOp):
            context.report(_model(model, status))
        return
    function = registration.function
    if function is None or not registration.is_direct or function.is_generator:
        return
    declared = yield from declared_return(function)
    if declared.kind in (yield from _accepted(registration)):
        return
    here = function.scope.module is context.module
    context.report(
        Diagnostic.at(
            function.node if here else registration.call.node,
            NO_BODY,
            f'"{function.name}" is declared to return "{declared.type}", but its route answers '
            f"{status_name(status)}, which has no body",
            f'{REFUSED}: annotate the handler "-> None", or give the route another status',
        )
    )


def _accepted(registration: Registration) -> Generator[Question[Any], Any, frozenset[Returned]]:
    """The kinds of return annotation that a route without a body may have.

    FastAPI accepts None and response classes, one at a time; the scoped routers infer a model from
    what is left of a union without them, and Any promises nothing.
    """
    always = frozenset({Returned.NOTHING, Returned.RESPONSE, Returned.UNKNOWN})
    if (yield from router_class(registration)) in fullnames.SCOPED_ROUTERS:
        return always | {Returned.RESPONSE_OR_NOTHING, Returned.ANYTHING}
    return always


def _model(model: Expression, status: int) -> Diagnostic:
    return Diagnostic.at(
        model.node,
        NO_BODY,
        f'response_model "{ast.unparse(model.node)}" is declared for {status_name(status)}, which '
        "has no body",
        f"{REFUSED}: remove the model, or give the route another status",
    )


def check_responses(context: Context, call: Call) -> Check:
    """`responses={204: {"model": X}}` on a route, a router or an application."""
    given = call.keyword("responses")
    if given is None:
        return
    for key, model in declared_models(given, context.names):
        status = yield from forbidden_status(_as_status(key))
        if status is None or allows_body(status, context.fastapi):
            continue
        if not (yield from _takes_responses(call)):
            continue
        here = key.scope.module is context.module
        context.report(
            Diagnostic.at(
                key.node if here else given.node,
                NO_BODY,
                f'responses declare the model "{ast.unparse(model.node)}" for '
                f"{status_name(status)}, which has no body",
                f'{REFUSED}: remove "model" from this response',
            )
        )


def _as_status(key: Expression) -> Expression:
    """The key of a response; FastAPI takes `"204"` for 204."""
    node = key.node
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isdecimal():
        return key.sibling(ast.copy_location(ast.Constant(int(node.value)), node))
    return key


def _takes_responses(call: Call) -> Generator[Question[Any], Any, bool]:
    """Whether a call registers a route, includes a router or makes one."""
    callee = call.callee
    if isinstance(callee.node, ast.Attribute) and callee.node.attr in TAKE_RESPONSES:
        router = callee.sibling(callee.node.value)
        if (yield from ask(InstanceOf(router, fullnames.ROUTERS))) is not None:
            return True
    return (yield from ask(SubclassOf(callee, fullnames.ROUTERS))) is not None
