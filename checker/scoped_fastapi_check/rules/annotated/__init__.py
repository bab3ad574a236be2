"""`fastapi-annotated`: metadata that FastAPI ignores, so that the client gives the value.

Of all that stands in `Annotated` FastAPI takes objects of its own only: `Depends(...)`, `Query(...)` and
the like, called, and at the top of the annotation. A function, a class that is not called, a security
scheme, and a marker that an alias hides in a union are nothing to it. What is left is a plain parameter,
and that is taken from the query or the body of the request.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import ANNOTATED
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.paths import path_parameters
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.annotated.aliases import check_alias
from scoped_fastapi_check.rules.annotated.parameters import check_parameter
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.asked_functions import dependency_parameters
from scoped_fastapi_check.rules.shared.request_functions import is_run_for_requests

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Function


def check(context: Context) -> Iterator[Check]:
    """One check for each alias, each handler and each parameter of a dependency."""
    for alias in context.module.aliases:
        yield check_alias(context, alias)
    handlers = {route.function for route in context.registrations}
    for registration in context.registrations:
        yield _check_route(context, registration)
    here = dict(dependency_parameters(context))
    for function, parameters in here.items():
        if function not in handlers:
            for parameter in parameters:
                yield check_parameter(context, parameter)
    for function in context.module.functions:
        if function not in handlers and function not in here and _has_metadata(context, function):
            yield _check_elsewhere(context, function)


def _has_metadata(context: Context, function: Function) -> bool:
    """Whether FastAPI may be meant by what is written beside the type of a parameter."""
    return any(
        parameter.annotation is not None
        and isinstance(parameter.annotation.node, ast.Subscript)
        and context.declaration(parameter).metadata
        for parameter in function.parameters
    )


def _check_elsewhere(context: Context, function: Function) -> Check:
    """A function of which only other modules make a dependency."""
    if (yield from is_run_for_requests(context, function)):
        for parameter in function.parameters:
            yield from check_parameter(context, parameter)


def _check_route(context: Context, registration: Registration) -> Check:
    function = registration.function
    if (
        function is None
        or not registration.is_direct
        or function.scope.module is not context.module
        or all(parameter.annotation is None for parameter in function.parameters)
        or (yield from router_class(registration, "endpoint")) is None
    ):
        return
    path = registration.path
    text = None if path is None else literal_text(path, context.names)
    in_path = frozenset(part.name for part in path_parameters(text or ""))
    for parameter in function.parameters:
        yield from check_parameter(context, parameter, in_path)


RULE: Final = Rule(ANNOTATED, check)
