"""Parameters of a handler: those in the path of its route, and types that no request can hold."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.paths import path_parameters
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param import dependencies
from scoped_fastapi_check.rules.param.defaults import REFUSED
from scoped_fastapi_check.rules.param.fields import in_path, no_field, old_model
from scoped_fastapi_check.rules.path.routers import own_prefix

# Starlette's own registrations know nothing of FastAPI's parameters.
_WITHOUT_PARAMETERS: Final = frozenset({"websocket_route", "add_websocket_route"})


def check_route(context: Context, registration: Registration) -> Check:
    """Compare the parameters of a handler with the path it is registered for."""
    function = registration.function
    callee = registration.call.node.func
    given = registration.path
    path = None if given is None else literal_text(given, context.names)
    if (
        function is None
        or path is None
        or not registration.is_direct
        or function.scope.module is not context.module
        or (isinstance(callee, ast.Attribute) and callee.attr in _WITHOUT_PARAMETERS)
        or (yield from router_class(registration, "endpoint")) is None
    ):
        return
    prefix = own_prefix(registration.router, context.names) or ""
    names = {part.name for part in path_parameters(prefix + path)}
    for parameter in function.parameters:
        declared = context.declaration(parameter)
        if not declared.is_known or (declared.marker and declared.marker.is_dependency):
            continue
        problem = yield from old_model(context, declared)
        if problem is None and parameter.name in names:
            problem = yield from in_path(context, declared)
        if problem is None:
            problem = yield from no_field(function, declared, context.names)
        if problem is not None:
            kind = "path parameter" if problem.of_path else "parameter"
            message = f'{kind} "{parameter.name}" {problem.says}'
            note = f"{REFUSED}: {problem.advice}"
            context.report(Diagnostic.at(parameter.node, PARAM, message, note))
    for parameter in dependencies.parameters_below(context, registration):
        declared = context.declaration(parameter)
        if parameter.name not in names or not declared.is_known:
            continue
        if declared.marker and declared.marker.is_dependency:
            continue
        problem = yield from in_path(context, declared)
        if problem is not None:
            here = parameter.function.scope.module is context.module
            node = parameter.node if here or given is None else given.node
            dependencies.report(context, parameter, node, problem)
