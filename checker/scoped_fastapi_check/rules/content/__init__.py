"""`fastapi-content`: content that the response cannot render.

FastAPI encodes what a handler returns, but not what a response is made of: `JSONResponse` gives its
content to `json.dumps`, which knows neither models nor dates, and the other responses ask it for
`.encode()`. So does what makes a response later: the `detail` of an HTTPException, `send_json`, and a
`response_class` that takes text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, SubclassOf, ask
from scoped_fastapi_check.analysis.rendering import Rendering, unrendered
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import CONTENT
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.content.contents import (
    display_of,
    is_text,
    may_be_response,
    not_text,
    unrendered_in,
)
from scoped_fastapi_check.rules.content.details import check_detail, check_init
from scoped_fastapi_check.rules.content.wording import finding
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check, Steps

_OWN_RENDER: Final = ("render", "__init__")
_RENDERINGS: Final = {
    fullnames.JSON_RESPONSE: Rendering.JSON,
    fullnames.HTML_RESPONSE: Rendering.TEXT,
    fullnames.PLAIN_TEXT_RESPONSE: Rendering.TEXT,
    fullnames.RESPONSE: Rendering.TEXT,
}
# The first ones render in ways of their own.
_CLASSES: Final = (
    *fullnames.OTHER_JSON_RESPONSES,
    fullnames.REDIRECT_RESPONSE,
    fullnames.FILE_RESPONSE,
    fullnames.STREAMING_RESPONSE,
    *_RENDERINGS,
    fullnames.HTTP_EXCEPTION,
)


def check(context: Context) -> Iterator[Check]:
    """One check for each call that makes a response or sends JSON, and for each route that has text."""
    for call in context.module.calls:
        if isinstance(call.node.func, ast.Name | ast.Attribute) and context.names.is_class(
            call.callee
        ):
            yield _check_made(context, call)
    for call in context.calls.of_method("__init__"):
        yield check_init(context, call)
    for call in context.calls.of_method("send_json"):
        yield _check_sent(context, call)
    has_default = context.module.mentions("default_response_class")
    for registration in context.registrations:
        given = registration.call.keyword("response_class")
        if given is None and has_default:
            given = _default_class(context, registration)
        if given is not None:
            yield _check_route(context, registration, given)


def _check_made(context: Context, call: Call) -> Check:
    content = not_text(call.argument("content", 0))
    detail = not_text(call.argument("detail", 1))
    if (content or detail) is None or not may_be_response(context, call.callee):
        return
    made = yield from ask(SubclassOf(call.callee, _CLASSES, _OWN_RENDER))
    if made == fullnames.HTTP_EXCEPTION:
        if detail is not None:
            yield from check_detail(context, call.callee, detail)
    elif made in _RENDERINGS and content is not None:
        rendering = _RENDERINGS[made]
        for found in (yield from unrendered_in(context, content, rendering)):
            context.report(finding(found, written(call.node.func), rendering))


def _check_sent(context: Context, call: Call) -> Check:
    data = call.argument("data", 0)
    func = call.node.func
    assert isinstance(func, ast.Attribute)
    if data is None or is_text(data.node):
        return
    websocket = InstanceOf(
        call.callee.sibling(func.value), (fullnames.WEBSOCKET,), ("send_json", "send")
    )
    if (yield from ask(websocket)) is None:
        return
    for found in (yield from unrendered_in(context, data, Rendering.JSON)):
        context.report(finding(found, '"send_json"', Rendering.JSON))


def _default_class(context: Context, registration: Registration) -> Expression | None:
    """What a router of FastAPI's own says for the routes that say nothing themselves."""
    if registration.finds_router or registration.call.has_unpacking:
        return None
    made = resolve(registration.router, context.names)
    if not isinstance(made.node, ast.Call):
        return None
    if context.names.fullname(made.uncalled()) not in fullnames.ROUTERS:
        return None
    call = Call(made.node, made.scope, is_decorator=False)
    return call.keyword("default_response_class")


def _check_route(context: Context, registration: Registration, given: Expression) -> Check:
    function = registration.function
    if (
        function is None
        or registration.is_websocket
        or not registration.is_direct
        or function.is_generator
        or function.scope.module is not context.module
        or not function.returns
    ):
        return
    made = yield from ask(SubclassOf(given, _CLASSES, _OWN_RENDER))
    if _RENDERINGS.get(made or "") is not Rendering.TEXT:
        return
    if (yield from router_class(registration, "endpoint", "response_class")) is None:
        return
    for statement in function.returns:
        if statement.value is None or is_text(statement.value):
            continue
        value = display_of(context, Expression(statement.value, function.body))
        for found in (yield from unrendered(value, Rendering.TEXT)):
            if not (yield from _is_response(value)):
                context.report(finding(found, written(given.node), Rendering.TEXT))


def _is_response(value: Expression) -> Steps[bool]:
    """Whether a value is sent as it is, or text when FastAPI has encoded it."""
    classes = (fullnames.RESPONSE, *fullnames.ENCODED_AS_TEXT)
    return (yield from ask(InstanceOf(value, classes))) is not None


RULE: Final = Rule(CONTENT, check)
