"""Parameters that FastAPI takes from a body where no body comes, or where it is a form."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.questions import Check, Question, SubclassOf, ask
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.graph import ancestors
from scoped_fastapi_check.model.paths import path_parameters
from scoped_fastapi_check.model.routes import Registration, methods_of
from scoped_fastapi_check.rules.param.dependencies import parameters_below
from scoped_fastapi_check.rules.param.markers import PASSED
from scoped_fastapi_check.rules.param.types import Shapes
from scoped_fastapi_check.rules.path.routers import own_prefix
from scoped_fastapi_check.rules.shared.asked_functions import is_of_library
from scoped_fastapi_check.rules.shared.ignored_markers import has_ignored_marker

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Node
    from scoped_fastapi_check.model.declarations import Declaration
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.rules.base import Context

# Browsers and most clients send no body with these.
_WITHOUT_BODY: Final = frozenset({"GET", "HEAD"})
_WEBSOCKET: Final = frozenset({"WEBSOCKET"})
_FORM_MARKERS: Final = frozenset({"Form", "File"})
_BODY_MARKERS: Final = _FORM_MARKERS | {"Body"}
# Nearly all parameters are of these.
_SIMPLE: Final = frozenset({"bool", "bytes", "float", "int", "str"})
# What lets pydantic make a model of a text.
_READS_TEXT: Final = frozenset(
    {"__get_validators__", "__get_pydantic_core_schema__", "__init__", "model_validate"}
)
_VALIDATORS: Final = frozenset({"model_validator", "root_validator"})


class _Body:
    """The parameters of a route that FastAPI takes from the body, sorted by what they make of it."""

    def __init__(self) -> None:
        self.lists: list[Declaration] = []
        self.json: list[Declaration] = []
        self.form: list[Declaration] = []
        self.other: list[Declaration] = []


def check_bodies(context: Context, registration: Registration) -> Check:
    """What the body of a request to this route would have to hold."""
    function = registration.function
    methods = methods_of(registration)
    if (
        function is None
        or not registration.is_direct
        or function.scope.module is not context.module
        or registration.call.has_unpacking
        or not _may_matter(context, methods)
    ):
        return
    body = yield from _body_of(context, registration, function)
    if not (body.lists or body.form or (methods == _WEBSOCKET and (body.json or body.other))):
        return
    if (yield from router_class(registration, "endpoint")) is None:
        return
    if methods == _WEBSOCKET:
        for declared in (*body.lists, *body.json, *body.form, *body.other):
            _report(context, function, _on_websocket(declared), declared)
    elif body.form:
        for declared in body.json:
            if not (yield from _reads_text(context, declared)):
                _report(context, function, _beside_form(declared, body.form[0]), declared)
    elif methods is not None and methods <= _WITHOUT_BODY and not body.json and not body.other:
        for declared in body.lists:
            _report(context, function, _of_get(declared, min(methods)), declared)


def _may_matter(context: Context, methods: frozenset[str] | None) -> bool:
    """Whether there is anything to look for: most routes are neither asked without a body, nor by a form."""
    if methods is not None and methods <= _WITHOUT_BODY | _WEBSOCKET:
        return True
    return context.module.mentions("Form") or context.module.mentions("File")


def _body_of(
    context: Context, registration: Registration, function: Function
) -> Generator[Question[Any], Any, _Body]:
    given = registration.path
    path = None if given is None else literal_text(given, context.names)
    prefix = own_prefix(registration.router, context.names) or ""
    in_path = {part.name for part in path_parameters(prefix + (path or ""))}
    body = _Body()
    for parameter in (*function.parameters, *parameters_below(context, registration)):
        declared = context.declaration(parameter)
        marker = None if declared.marker is None else declared.marker.name
        if parameter.name in in_path or not declared.is_known or declared.type is None:
            continue
        if is_of_library(parameter.function) or has_ignored_marker(declared, context.names):
            continue
        if marker in _FORM_MARKERS:
            body.form.append(declared)
        elif marker is None or marker == "Body":
            yield from _sort(context, declared, body, is_marked=marker is not None)
    return body


def _sort(
    context: Context, declared: Declaration, body: _Body, *, is_marked: bool
) -> Generator[Question[Any], Any, None]:
    assert declared.type is not None
    shapes = Shapes(context.names)
    node = declared.type.node
    is_simple = isinstance(node, ast.Name) and node.id in _SIMPLE
    if is_simple or not (yield from shapes.is_complex(declared.type)):
        if is_marked:
            body.other.append(declared)
    elif (yield from _has_class(declared, (fullnames.UPLOAD_FILE,))):
        body.form.append(declared)
    elif not (yield from _has_class(declared, PASSED)):
        is_list = yield from shapes.is_plain_sequence(declared.type)
        (body.lists if is_list and not is_marked else body.json).append(declared)


def _has_class(
    declared: Declaration, classes: tuple[str, ...]
) -> Generator[Question[Any], Any, bool]:
    """Whether one of these classes is named anywhere in a declared type."""
    assert declared.type is not None
    for node in ast.walk(declared.type.node):
        if isinstance(node, ast.Name | ast.Attribute):
            found = yield from ask(SubclassOf(declared.type.sibling(node), classes))
            if found is not None:
                return True
    return False


def _reads_text(context: Context, declared: Declaration) -> Generator[Question[Any], Any, bool]:
    """Whether pydantic may make a value of the text that a form has for it."""
    if declared.has_other_metadata or declared.type is None:
        return True
    shapes = Shapes(context.names)
    if (yield from shapes.is_plain_sequence(declared.type)):
        return True
    for node in ast.walk(declared.type.node):
        if not isinstance(node, ast.Name | ast.Attribute):
            continue
        part = declared.type.sibling(node)
        if (context.names.fullname(part) or "").rpartition(".")[2] in {"Json", "Any", "object"}:
            return True
        scope = context.names.class_scope(part)
        for place in () if scope is None else ancestors(scope, context.names):
            if "pydantic" not in place.module.name and _converts(place.node):
                return True
    return False


def _converts(node: ast.AST) -> bool:
    """Whether the body of a class has a method that may take a text."""
    assert isinstance(node, ast.ClassDef)
    for statement in node.body:
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if statement.name in _READS_TEXT:
            return True
        for part in (p for decorator in statement.decorator_list for p in ast.walk(decorator)):
            if isinstance(part, ast.Name | ast.Attribute):
                name = part.id if isinstance(part, ast.Name) else part.attr
                if name in _VALIDATORS:
                    return True
    return False


def _report(
    context: Context, handler: Function, texts: tuple[str, str], declared: Declaration
) -> None:
    """At the parameter, or at the handler where the parameter belongs to another module."""
    function = declared.parameter.function
    node: Node = declared.parameter.node
    related: list[Related] = []
    if function.scope.module is not context.module:
        node, related = handler.node, [Related.at(function, "the dependency that has it")]
    message, note = texts
    context.report(Diagnostic.at(node, PARAM, message, note, related=related))


def _name(declared: Declaration) -> str:
    return f'parameter "{declared.parameter.name}"'


def _ends(declared: Declaration) -> str:
    """What comes of a parameter that nobody gives."""
    return "answers 422 to every request" if declared.is_required else "always passes its default"


def _of_get(declared: Declaration, method: str) -> tuple[str, str]:
    assert declared.type is not None
    return (
        f'{_name(declared)} is declared as "{ast.unparse(declared.type.node)}", which FastAPI takes '
        f"from the body, but requests with {method} have none",
        f'FastAPI {_ends(declared)}: declare it with "Query()"',
    )


def _on_websocket(declared: Declaration) -> tuple[str, str]:
    ends = "refuses every connection" if declared.is_required else "always passes its default"
    return (
        f"{_name(declared)} is taken from the body, but a websocket has none",
        f'FastAPI {ends}: declare it with "Query()", or receive it from the websocket',
    )


def _beside_form(declared: Declaration, form: Declaration) -> tuple[str, str]:
    return (
        f'{_name(declared)} is taken from JSON, but "{form.parameter.name}" makes the body a form',
        f"FastAPI {_ends(declared)}, as no field of a form can be such a value: declare its parts "
        'with "Form()", or take it as "Json[...]"',
    )
