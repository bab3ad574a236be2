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

from scoped_fastapi_check.analysis.kept_values import dumped
from scoped_fastapi_check.analysis.questions import InstanceOf, ProjectMentions, SubclassOf, ask
from scoped_fastapi_check.analysis.rendering import Rendering, Unrendered, unrendered
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import CONTENT
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.model.walk import blocks_of, nodes_in
from scoped_fastapi_check.rules.base import Context, Rule
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
_PACKAGES: Final = ("fastapi", "starlette")
# How a handler of HTTPExceptions is registered, and how it is declared.
_HANDLED: Final = tuple(
    text.format(f"{before}HTTPException")
    for before in ("", "Starlette", "exceptions.", "fastapi.", "starlette.exceptions.")
    for text in ("exception_handler({}", "{{{}:", ": {})", ": {},")
)


def check(context: Context) -> Iterator[Check]:
    """One check for each call that makes a response or sends JSON, and for each route that has text."""
    for call in context.module.calls:
        if isinstance(call.node.func, ast.Name | ast.Attribute) and context.names.is_class(
            call.callee
        ):
            yield _check_made(context, call)
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
    content = _not_text(call.argument("content", 0))
    detail = _not_text(call.argument("detail", 1))
    if (content or detail) is None or not _may_be_response(context, call.callee):
        return
    made = yield from ask(SubclassOf(call.callee, _CLASSES, _OWN_RENDER))
    if made == fullnames.HTTP_EXCEPTION:
        if detail is not None:
            yield from _check_detail(context, call, detail)
    elif made in _RENDERINGS and content is not None:
        rendering = _RENDERINGS[made]
        for found in (yield from _unrendered(context, content, rendering)):
            context.report(_finding(found, written(call.node.func), rendering))


def _may_be_response(context: Context, callee: Expression) -> bool:
    """Whether a class is one of Starlette's, or stands where those are known."""
    package = (context.names.fullname(callee) or "").partition(".")[0]
    return package in _PACKAGES or context.names.reaches(callee, _PACKAGES)


def _check_detail(context: Context, call: Call, detail: Expression) -> Check:
    found = yield from _unrendered(context, detail, Rendering.JSON)
    if not found or (yield from _has_own_handler(context)):
        return
    for text in _HANDLED:
        if (yield from ask(ProjectMentions(context.module, text, elsewhere=True))):
            return
    for each in found:
        context.report(_finding(each, f"the response to {written(call.node.func)}", Rendering.JSON))


def _has_own_handler(context: Context) -> Steps[bool]:
    """Whether the module answers HTTPExceptions in its own way, which may encode the detail."""
    handled = [
        given
        for name in ("exception_handler", "add_exception_handler")
        for call in context.calls.of_method(name)
        if (given := call.argument("exc_class_or_status_code", 0)) is not None
    ]
    for call in context.calls.passing("exception_handlers"):
        given = call.keyword("exception_handlers")
        if given is None or not isinstance(given.node, ast.Dict):
            return True
        handled += [given.sibling(key) for key in given.node.keys if key is not None]
    for given in handled:
        if (yield from ask(SubclassOf(given, (fullnames.HTTP_EXCEPTION,)))) is not None:
            return True
    return False


def _check_sent(context: Context, call: Call) -> Check:
    data = call.argument("data", 0)
    func = call.node.func
    assert isinstance(func, ast.Attribute)
    if data is None or _is_text(data.node):
        return
    websocket = InstanceOf(
        call.callee.sibling(func.value), (fullnames.WEBSOCKET,), ("send_json", "send")
    )
    if (yield from ask(websocket)) is None:
        return
    for found in (yield from _unrendered(context, data, Rendering.JSON)):
        context.report(_finding(found, '"send_json"', Rendering.JSON))


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
        if statement.value is None or _is_text(statement.value):
            continue
        value = _display(context, Expression(statement.value, function.body))
        for found in (yield from unrendered(value, Rendering.TEXT)):
            if not (yield from _is_response(value)):
                context.report(_finding(found, written(given.node), Rendering.TEXT))


def _is_response(value: Expression) -> Steps[bool]:
    """Whether a value is sent as it is, or text when FastAPI has encoded it."""
    classes = (fullnames.RESPONSE, *fullnames.ENCODED_AS_TEXT)
    return (yield from ask(InstanceOf(value, classes))) is not None


def _not_text(given: Expression | None) -> Expression | None:
    return None if given is None or _is_text(given.node) else given


def _is_text(node: ast.expr) -> bool:
    """Whether an expression is a text, or nothing."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | None)
    )


def _unrendered(
    context: Context, content: Expression, rendering: Rendering
) -> Steps[list[Unrendered]]:
    found: list[Unrendered] = []
    for part in _contents(context, content):
        found += yield from unrendered(part, rendering)
    return found


def _contents(context: Context, content: Expression) -> list[Expression]:
    """What is rendered: a content, or the display that its name is bound to, and what is put into it later."""
    shown = _display(context, content)
    if shown is content or not isinstance(shown.node, ast.Dict):
        return [shown]
    assert isinstance(content.node, ast.Name)
    put = [
        (assignment.target.node, assignment.value)
        for assignment in context.module.assignments
        if isinstance(assignment.target.node, ast.Subscript)
        and isinstance(assignment.target.node.value, ast.Name)
        and assignment.target.node.value.id == content.node.id
        and assignment.target.scope is content.scope
    ]
    keys = [ast.unparse(target.slice) for target, _ in put]
    return [
        shown,
        *(
            value
            for target, value in put
            if keys.count(ast.unparse(target.slice)) == 1
            and _is_ahead(target, content.node, content.scope.node)
        ),
    ]


def _is_ahead(target: ast.expr, use: ast.expr, top: ast.AST) -> bool:
    """Whether what is assigned to `target` is there whenever `use` is evaluated."""
    for statement in ast.walk(top):
        for block in blocks_of(statement) if isinstance(statement, ast.stmt) else ():
            for index, each in enumerate(block):
                if isinstance(each, ast.Assign) and target in each.targets:
                    return any(use in nodes_in(later) for later in block[index + 1 :])
    return False


def _display(context: Context, content: Expression) -> Expression:
    """The display that a name is bound to, if nothing is put into it later."""
    node = content.node
    if not isinstance(node, ast.Name):
        return content
    value = content.scope.single_value(node.id)
    if value is not None and (
        dumped(value) is not None
        or isinstance(value, ast.ListComp | ast.DictComp)
        or (isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr))
    ):
        return content.sibling(value) if _is_used_once(content) else content
    if not isinstance(value, ast.Dict | ast.List | ast.Tuple | ast.Set):
        return content
    if isinstance(value, ast.Dict) and not value.keys and context.names.is_declared(content):
        return content  # The type tells more.
    home = content.scope.binding(node.id)
    for assignment in context.module.assignments:
        match assignment.target.node:
            case ast.Subscript(ast.Name(name), key) if (
                name == node.id and assignment.target.scope.binding(name) is home
            ):
                if not _is_another_key(key, value):
                    return content
            case _:
                pass
    is_changed = any(
        isinstance(call.node.func, ast.Attribute)
        and isinstance(call.node.func.value, ast.Name)
        and call.node.func.value.id == node.id
        for call in context.calls.inside(content.scope)
    )
    return content if is_changed else content.sibling(value)


def _is_another_key(key: ast.expr, display: ast.expr) -> bool:
    """Whether a key is none of those of a dictionary that is written out, so that it replaces nothing."""
    if not isinstance(key, ast.Constant) or not isinstance(display, ast.Dict):
        return False
    keys = [each.value for each in display.keys if isinstance(each, ast.Constant)]
    return len(keys) == len(display.keys) and key.value not in keys


def _is_used_once(name: Expression) -> bool:
    """Whether a name stands nowhere else, so that nothing can happen to what it holds."""
    assert isinstance(name.node, ast.Name)
    nodes = (node for node in ast.walk(name.scope.node) if isinstance(node, ast.Name))
    return sum(node.id == name.node.id and isinstance(node.ctx, ast.Load) for node in nodes) == 1


def _finding(found: Unrendered, renderer: str, rendering: Rendering) -> Diagnostic:
    renderer = renderer if " " in renderer or '"' in renderer else f'"{renderer}"'
    if found.field:
        message = (
            f'"{written(found.node)}" keeps "{found.field}" as "{found.part}", which {renderer} cannot '
            "serialize"
        )
        right = 'pass it through "jsonable_encoder" first'
        match found.node:
            case ast.Call(func=ast.Attribute(attr="model_dump" | "dict"), args=[]):
                right = "write \"model_dump(mode='json')\""
            case _:
                pass
        note = f"It raises a TypeError, a 500 for the client: {right}"
    elif rendering is Rendering.JSON:
        message = f'"{written(found.node)}" is "{found.whole}", which {renderer} cannot serialize'
        if found.part != found.whole:
            message += f', because of the "{found.part}" in it'
        right = 'pass it through "jsonable_encoder" first'
        if found.is_exception:
            right = f'write "str({written(found.node)})"'
        elif found.is_coroutine:
            right = "await it"
        note = f"It raises a TypeError, a 500 for the client: {right}"
    else:
        message = f'"{written(found.node)}" is "{found.whole}", but {renderer} takes text or bytes'
        right = "await it" if found.is_coroutine else "make a string of it, or return JSON"
        note = f"It raises an AttributeError, a 500 for the client: {right}"
    return Diagnostic.at(found.node, CONTENT, message, note)


RULE: Final = Rule(CONTENT, check)
