"""`fastapi-return`: answers that are meant as an error and that FastAPI sends as a success.

FastAPI takes everything that a handler returns for the body, except a `Response`: an HTTPException
becomes an object with its attributes, a tuple becomes a list. Only a raised exception changes the
status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import RETURN
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.return_ import dependencies, handlers, statuses


def check(context: Context) -> Iterator[Check]:
    """One check for each handler of an HTTP route, and for each dependency."""
    routes: dict[Function, list[Registration]] = defaultdict(list)
    registered: set[Function] = set()
    for registration in context.registrations:
        function = registration.function
        if function is None or function.scope.module is not context.module:
            continue
        registered.add(function)
        if registration.is_direct and not registration.is_websocket and not function.is_generator:
            routes[function].append(registration)
    for function, of_function in routes.items():
        yield handlers.check_handler(context, function, of_function)
        yield statuses.check_statuses(context, function, of_function)
    for function in _dependencies(context) - registered:
        yield dependencies.check_dependency(context, function)


def _dependencies(context: Context) -> set[Function]:
    """The functions of the module that are depended on, or depend on something themselves."""
    found = {
        function
        for function in context.module.functions
        if any(context.marker(parameter) for parameter in function.parameters)
    }
    for site in context.dependency_sites:
        dependency = site.marker.dependency
        callee = None if dependency is None else callee_of(dependency, context.names)
        if callee is not None and callee.function.scope.module is context.module:
            found.add(callee.function)
    return found


RULE: Final = Rule(RETURN, check)
