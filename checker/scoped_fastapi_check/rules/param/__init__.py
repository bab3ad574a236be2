"""`fastapi-param`: a parameter declaration that FastAPI refuses.

It raises while the application is imported, mostly with a message that names the parameter and
nothing else: in an application of many modules the reader has to find out which one is meant.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.param import (
    bodies,
    defaults,
    dependencies,
    field_defaults,
    handlers,
    markers,
    types,
    variadic,
)


def check(context: Context) -> Iterator[Check]:
    """Checks of every marker, of every parameter that has one, and of the parameters of routes."""
    for call in context.calls.of(fullnames.PARAMETER_MARKERS):
        yield defaults.check_marker(context, call)
    for alias in context.module.aliases:
        if isinstance(alias.value.node, ast.Subscript):
            defaults.check_alias(context, alias.value)
    for function in context.module.functions:
        for parameter in function.parameters:
            declared = context.declaration(parameter)
            if declared.marker is not None:
                yield markers.check_parameter(context, declared)
                yield types.check_query(context, declared)
    for registration in context.registrations:
        yield handlers.check_route(context, registration)
        yield bodies.check_bodies(context, registration)
        yield field_defaults.check_handler(context, registration)
    yield from variadic.check_variadic(context)
    registered = {route.function for route in context.registrations if route.function is not None}
    yield from dependencies.check_dependencies(context, registered)


RULE: Final = Rule(PARAM, check)
