"""`fastapi-path`: a path and a signature that do not agree.

Starlette takes a path apart by its own rules, and FastAPI gives the pieces to parameters by their
names. Nothing complains about a piece that no parameter takes, and a parameter whose piece is
missing is read from the query, or refused in every request.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.model.paths import path_parameters
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.path import convertors, parameters, shadowed
from scoped_fastapi_check.rules.path import include_router as including
from scoped_fastapi_check.rules.path import path_syntax as texts
from scoped_fastapi_check.rules.path.consumed_parameters import Known


def check(context: Context) -> Iterator[Check]:
    """Checks of every path, every prefix, and every route with the parameters of its handler."""
    by_handler: dict[Function, list[Registration]] = defaultdict(list)
    registered = [
        registration for registration in context.registrations if not _is_webhook(registration)
    ]
    for registration in registered:
        yield texts.check_path(context, registration)
        given = registration.path
        if given is not None and (path := _path(context, registration)):
            yield convertors.check_route(context, registration, given, path)
        if registration.function is not None and registration.is_direct:
            by_handler[registration.function].append(registration)
    known: Known = {}
    for function, routes in by_handler.items():
        for index, (path, route) in enumerate(_comparable(context, routes).items()):
            yield parameters.check_route(context, function, route, path, known, index == 0)
    for call in context.calls.passing("prefix"):
        yield including.check_prefix(context, call)
    empty = [route for route in registered if including.is_empty(context, route)]
    for call in context.calls.of_method("include_router"):
        yield including.check_empty_paths(context, call, empty)
        yield including.check_itself(context, call)
    for call in context.calls.of_method("frontend"):
        yield including.check_frontend(context, call)
    yield from shadowed.check_order(context, registered)


def _is_webhook(registration: Registration) -> bool:
    """Whether a route only documents what the application sends: its path is a name."""
    router = registration.router.node
    return isinstance(router, ast.Attribute) and router.attr == "webhooks"


def _comparable(context: Context, routes: list[Registration]) -> dict[str, Registration]:
    """The paths of a handler, each with its first route, where all of them offer the same.

    A handler of others may well find a parameter in the one and not in the other.
    """
    paths: dict[str, Registration] = {}
    for route in routes:
        path = _path(context, route)
        if path is None:
            return {}
        paths.setdefault(path, route)
    offered = {frozenset(part.name for part in path_parameters(path)) for path in paths}
    return paths if len(offered) == 1 else {}


def _path(context: Context, registration: Registration) -> str | None:
    given = registration.path
    return None if given is None else literal_text(given, context.names)


RULE: Final = Rule(PATH, check)
