"""Routes that no request reaches, because one before them matches all of their paths."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.diagnostics.finding import Finding
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.paths import PathParameter, Segment, segments
from scoped_fastapi_check.model.routes import (
    Registration,
    methods_of,
)
from scoped_fastapi_check.rules.base import Context

_CONVERTORS: Final = {"str": re.compile("[^/]+"), "int": re.compile("[0-9]+")}


@dataclass(frozen=True, eq=False, slots=True)
class _Route:
    registration: Registration
    given: Expression
    path: str
    segments: Sequence[Segment]
    methods: frozenset[str]
    position: tuple[int, int]
    """When the code around it registers the route: decorators do it from the innermost outwards."""

    def is_hidden_by(self, earlier: _Route) -> bool:
        """Whether every request to this route goes to another one of the same router."""
        if not self.methods <= earlier.methods:
            return False
        is_same = self.registration.function is earlier.registration.function
        return not is_same and _hides(earlier.segments, self.segments)


def check_order(context: Context, registered: Iterable[Registration]) -> Iterator[Check]:
    """Compare the routes of each router in the order in which they are registered."""
    groups: dict[tuple[Scope, str], list[_Route]] = defaultdict(list)
    for registration in registered:
        route = _simple_route(context, registration)
        if route is not None:
            router = ast.unparse(registration.router.node)
            groups[registration.call.scope, router].append(route)
    for routes in groups.values():
        routes.sort(key=lambda route: route.position)
        for number, later in enumerate(routes):
            for earlier in routes[:number]:
                if later.is_hidden_by(earlier):
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
    """A route that is registered whenever the code around it runs."""
    given = registration.call.argument("path", 0)
    path = None if given is None else literal_text(given, context.names)
    methods = methods_of(registration)
    position = _position(registration)
    if given is None or path is None or methods is None or position is None:
        return None
    if not _is_bound_once(registration.router):
        return None
    return _Route(registration, given, path, segments(path), methods, position)


def _position(registration: Registration) -> tuple[int, int] | None:
    """The place of a statement that stands directly in a block, and of its decorator."""
    call, function = registration.call.node, registration.function
    body = registration.call.scope.node
    if function is None or isinstance(body, ast.Lambda):
        return None
    if registration.handler is None:
        decorators = function.node.decorator_list
        is_direct = function.node in body.body
        return (function.node.lineno, -decorators.index(call)) if is_direct else None
    if any(isinstance(one, ast.Expr) and one.value is call for one in body.body):
        return call.lineno, 0
    return None


def _is_bound_once(router: Expression) -> bool:
    """Whether a name means the same router wherever it stands."""
    if not isinstance(router.node, ast.Name):
        return True
    for scope in router.scope.chain():
        if bound := scope.values.get(router.node.id):
            return len(bound) == 1
    return True


def _hides(first: Sequence[Segment], second: Sequence[Segment]) -> bool:
    """Whether a path matches all that a later one does, and is not the same."""
    last = first[-1]
    if isinstance(last, PathParameter) and last.convertor == "path":
        # It matches the rest of a path, whatever that is.
        if len(second) < len(first):
            return False
        rest = second[len(first) - 1 :]
        is_same = (
            len(rest) == 1 and isinstance(rest[0], PathParameter) and rest[0].convertor == "path"
        )
        return not is_same and _match(first[:-1], second[: len(first) - 1]) is not None
    return len(first) == len(second) and bool(_match(first, second))


def _match(first: Sequence[Segment], second: Sequence[Segment]) -> bool | None:
    """Whether a parameter stands for a text somewhere; None where some part matches less."""
    hides = False
    for one, other in zip(first, second, strict=True):
        if isinstance(one, str) and one == other:
            continue
        if isinstance(one, PathParameter) and isinstance(other, PathParameter):
            if one.convertor in {other.convertor, "str"} and other.convertor != "path":
                continue
            return None
        if not isinstance(one, PathParameter) or not isinstance(other, str):
            return None
        convertor = _CONVERTORS.get(one.convertor)
        if convertor is None or convertor.fullmatch(other) is None:
            return None
        hides = True
    return hides
