"""Parameters of a handler: those in the path of its route, and types that no request can hold."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import Any, Final

from scoped_fastapi_check.codes import PARAM
from scoped_fastapi_check.findings import Finding
from scoped_fastapi_check.judge import Context
from scoped_fastapi_check.model.declarations import Declaration, literal_text
from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.model.paths import path_parameters
from scoped_fastapi_check.model.postponed import is_resolved
from scoped_fastapi_check.model.routes import Registration, router_class
from scoped_fastapi_check.questions import Check, Question, Refuses, SubclassOf, ask
from scoped_fastapi_check.rules.param.defaults import REFUSED
from scoped_fastapi_check.rules.param.markers import PASSED
from scoped_fastapi_check.rules.param.types import Shapes

# Starlette's own registrations know nothing of FastAPI's parameters.
_WITHOUT_PARAMETERS: Final = frozenset({"websocket_route", "add_websocket_route"})


def check_route(context: Context, registration: Registration) -> Check:
    """Compare the parameters of a handler with the path it is registered for."""
    function = registration.function
    callee = registration.call.node.func
    given = registration.call.argument("path", 0)
    path = None if given is None else literal_text(given, context.names)
    if (
        function is None
        or path is None
        or not registration.is_direct
        or function.scope.module is not context.module
        or (isinstance(callee, ast.Attribute) and callee.attr in _WITHOUT_PARAMETERS)
        or (yield from router_class(registration)) is None
    ):
        return
    names = {part.name for part in path_parameters(path)}
    for parameter in function.parameters:
        declared = context.declaration(parameter)
        if not declared.is_known or (declared.marker and declared.marker.is_dependency):
            continue
        problem = yield from _old_model(context, declared)
        if problem is None and parameter.name in names:
            problem = yield from _in_path(context, declared)
        if problem is None:
            problem = yield from _no_field(function, declared)
        if problem is not None:
            message, mend = problem
            note = f"{REFUSED}: {mend}"
            context.report(Finding.at(parameter.node, PARAM, message, note))


_Problem = tuple[str, str]


def _in_path(
    context: Context, declared: Declaration
) -> Generator[Question[Any], Any, _Problem | None]:
    """What keeps a parameter from getting its value from the path."""
    name, marker = declared.parameter.name, declared.marker
    if marker is not None and marker.name != "Path":
        return (
            f'parameter "{name}" is in the path, but has "{marker.name}()"',
            f'declare it with "Path()", or take "{{{name}}}" out of the path',
        )
    has_default = declared.parameter.default is not None and declared.by_default is None
    if declared.in_annotation and has_default:
        return (
            f'path parameter "{name}" has a default, but a path always has a value',
            "remove the default",
        )
    if declared.type is not None and (yield from Shapes(context.names).is_complex(declared.type)):
        return (
            f'path parameter "{name}" is declared as "{ast.unparse(declared.type.node)}", which '
            "a part of a path cannot hold",
            'declare a single value, such as "int" or "str"',
        )
    return None


def _old_model(
    context: Context, declared: Declaration
) -> Generator[Question[Any], Any, _Problem | None]:
    """A model of pydantic 1, that pydantic 2 still brings along."""
    if declared.type is None or not (yield from Shapes(context.names).has_old_model(declared.type)):
        return None
    return (
        f'parameter "{declared.parameter.name}" is declared as '
        f'"{ast.unparse(declared.type.node)}", with a model of pydantic.v1',
        "derive the model from pydantic.BaseModel",
    )


def _no_field(
    function: Function, declared: Declaration
) -> Generator[Question[Any], Any, _Problem | None]:
    """A class that pydantic knows nothing of, mostly because a `Depends` is missing."""
    typ, annotation = declared.type, declared.parameter.annotation
    if typ is None or annotation is None or declared.has_other_metadata:
        return None
    if not is_resolved(function, annotation.node):
        return None
    if (yield from ask(SubclassOf(typ, PASSED))) is not None:
        return None
    found = yield from ask(Refuses(typ))
    if found is None:
        return None
    which = "which" if found.part == found.whole else f'and "{found.part}"'
    return (
        f'parameter "{declared.parameter.name}" is declared as "{found.whole}", {which} is no type '
        "that pydantic can validate",
        'let a dependency provide it, with "Depends()", or declare a pydantic model',
    )
