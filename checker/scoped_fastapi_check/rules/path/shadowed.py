"""Routes that no request reaches, because one before them matches all of their paths."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from scoped_fastapi_check.codes import PATH
from scoped_fastapi_check.findings import Finding
from scoped_fastapi_check.judge import Context
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.paths import PathParameter, segments
from scoped_fastapi_check.model.routes import VERBS, Registration, router_class
from scoped_fastapi_check.questions import Check

_CONVERTORS: Final = {"str": re.compile("[^/]+"), "int": re.compile("[0-9]+")}


@dataclass(frozen=True, eq=False, slots=True)
class _Route:
    registration: Registration
    given: Expression
    path: str


def check_order(context: Context, registered: Iterable[Registration]) -> Iterator[Check]:
    """Compare the routes of each router, verb by verb, in the order they are registered."""
    groups: dict[tuple[Scope, str, str], list[_Route]] = defaultdict(list)
    for registration in registered:
        route = _simple_route(context, registration)
        if route is not None:
            callee = registration.call.node.func
            assert isinstance(callee, ast.Attribute)
            router = ast.unparse(registration.router.node)
            groups[registration.call.scope, router, callee.attr].append(route)
    for routes in groups.values():
        for position, later in enumerate(routes):
            for earlier in routes[:position]:
                if _hides(earlier.path, later.path):
                    yield _check_pair(context, earlier, later)
                    break


def _check_pair(context: Context, earlier: _Route, later: _Route) -> Check:
    if (yield from router_class(later.registration)) is None:
        return
    context.report(
        Finding.at(
            later.given.node,
            PATH,
            f'path "{later.path}" is hidden by "{earlier.path}", which is registered before it',
            "FastAPI gives the request to the first route that matches: move this one up",
        )
    )


def _simple_route(context: Context, registration: Registration) -> _Route | None:
    """A decorated function that is registered whenever the code around it runs."""
    callee = registration.call.node.func
    given = registration.call.argument("path", 0)
    function = registration.function
    if not isinstance(callee, ast.Attribute) or callee.attr not in VERBS or given is None:
        return None
    if function is None or registration.handler is not None:
        return None
    path = literal_text(given, context.names)
    body = function.scope.node
    if path is None or isinstance(body, ast.Lambda) or function.node not in body.body:
        return None
    if not _is_bound_once(registration.router):
        return None
    return _Route(registration, given, path)


def _is_bound_once(router: Expression) -> bool:
    """Whether a name means the same router wherever it stands."""
    if not isinstance(router.node, ast.Name):
        return True
    for scope in router.scope.chain():
        if bound := scope.values.get(router.node.id):
            return len(bound) == 1
    return True


def _hides(earlier: str, later: str) -> bool:
    """Whether `earlier` has parameters where `later` has the texts that they match."""
    first, second = segments(earlier), segments(later)
    if len(first) != len(second):
        return False
    hides = False
    for one, other in zip(first, second, strict=True):
        if isinstance(one, str) and one == other:
            continue
        if isinstance(one, PathParameter) and isinstance(other, PathParameter):
            if one.convertor in {other.convertor, "str"} and other.convertor != "path":
                continue
            return False
        if not isinstance(one, PathParameter) or not isinstance(other, str):
            return False
        convertor = _CONVERTORS.get(one.convertor)
        if convertor is None or convertor.fullmatch(other) is None:
            return False
        hides = True
    return hides
