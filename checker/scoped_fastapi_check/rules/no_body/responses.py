"""Responses that are built with a status that forbids the body they bring along."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import Check, Question, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import NO_BODY
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import named_function
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.names import Names
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.no_body.status import forbidden_status, status_name
from scoped_fastapi_check.rules.shared.edits import replaced, source_of

# A class that redefines one of these may take other arguments or send something else.
INHERITING: Final = ("__init__", "__call__", "render", "init_headers")
# These send a body whatever they are given: JSON has no empty text, `None` becomes `null`.
ALWAYS_A_BODY: Final = frozenset(
    {fullnames.JSON_RESPONSE, fullnames.FILE_RESPONSE, fullnames.STREAMING_RESPONSE}
)
STATUS_POSITION: Final = 1
# What the responses of Starlette take, in their order.
_ARGUMENTS: Final = ("content", "status_code", "headers", "media_type", "background")


@dataclass(frozen=True, slots=True)
class DefaultResponse:
    """A response that is made without a status, by the name of its class."""

    name: str
    has_body: bool


def with_status(context: Context) -> list[Call]:
    """The calls that may pass a status to a response: by its name, or at its position."""
    by_position = [call for call in context.module.calls if len(call.node.args) > STATUS_POSITION]
    return by_position + context.calls.passing("status_code")


def check_construction(context: Context, call: Call) -> Check:
    """`JSONResponse(None, status_code=204)` and its like, wherever they stand."""
    if _calls_a_function(call, context.names):
        return  # Said first: most calls with two arguments are such, and no type has to be asked for.
    status = yield from forbidden_status(call.argument("status_code", STATUS_POSITION))
    if status is None or call.has_unpacking:
        return
    response = yield from _response_class(call)
    if response is None or not _has_body(call, response):
        return
    name = ast.unparse(call.node.func)
    context.report(
        Diagnostic.at(
            call.node,
            NO_BODY,
            f'"{name}" is built with status {status_name(status)}, which has no body, but it '
            "sends one",
            f"The server breaks the connection off over the body: use "
            f'"Response(status_code={status})"',
            fix=_without_content(call, response),
        )
    )


def _without_content(call: Call, response: str) -> Fix | None:
    """The same response without a body, by the class that needs none."""
    if response in {fullnames.FILE_RESPONSE, fullnames.STREAMING_RESPONSE}:
        return None  # What they would send has a life of its own.
    given = {name: call.argument(name, number) for number, name in enumerate(_ARGUMENTS)}
    texts = {name: source_of(value) for name, value in given.items() if value is not None}
    known = {keyword.arg for keyword in call.node.keywords} <= set(_ARGUMENTS)
    content = given["content"]
    if not known or None in texts.values() or len(call.node.args) > len(_ARGUMENTS):
        return None
    kept = ", ".join(f"{name}={text}" for name, text in texts.items() if name != "content")
    edit = replaced(Expression(call.node, call.scope), f"Response({kept})")
    if edit is None:
        return None
    is_safe = content is None or not any(
        isinstance(node, ast.Call | ast.Await) for node in ast.walk(content.node)
    )
    title = 'Use "Response", which sends no body'
    return Fix(title, (edit,), is_safe=is_safe, imports=("fastapi.Response",))


def default_response(call: Call) -> Generator[Question[Any], Any, DefaultResponse | None]:
    """A response that leaves its status at 200, or None."""
    if call.has_unpacking or call.argument("status_code", STATUS_POSITION) is not None:
        return None
    response = yield from _response_class(call)
    if response is None or response == fullnames.REDIRECT_RESPONSE:
        return None
    return DefaultResponse(ast.unparse(call.node.func), _has_body(call, response))


def _calls_a_function(call: Call, names: Names) -> bool:
    """Whether what is called is a function, or a method, as it is written: no class."""
    if (names.fullname(call.callee) or "").startswith("builtins."):
        return True
    function = named_function(call.callee, names)
    return function is not None and not function.node.decorator_list


def _response_class(call: Call) -> Generator[Question[Any], Any, str | None]:
    if not isinstance(call.node.func, ast.Name | ast.Attribute):
        return None
    return (yield from ask(SubclassOf(call.callee, fullnames.RESPONSES, INHERITING)))


def _has_body(call: Call, response: str) -> bool:
    """Whether a response certainly has a body; text that is not written out may be empty."""
    if response == fullnames.REDIRECT_RESPONSE:
        return False
    if response in ALWAYS_A_BODY:
        return True
    content = call.argument("content", 0)
    return content is not None and _is_text(content)


def _is_text(content: Expression) -> bool:
    node = content.node
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) for part in node.values)
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and bool(node.value)
    )
