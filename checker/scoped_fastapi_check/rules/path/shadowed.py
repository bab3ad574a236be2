"""Routes that no request reaches, because one before them matches all of their paths."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.paths import Segment, hides, segments
from scoped_fastapi_check.model.routes import Registration, methods_of
from scoped_fastapi_check.rules.base import Context

if TYPE_CHECKING:
    from scoped_fastapi_check.model.route_facts import RouteFacts


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
        return not is_same and hides(earlier.segments, self.segments)


def check_order(context: Context, registered: Iterable[Registration]) -> Iterator[Check]:
    """Compare the routes of each router in the order in which they are registered."""
    groups: dict[tuple[Scope, str], list[_Route]] = defaultdict(list)
    told: set[ast.AST] = set()
    registered = list(registered)
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
                    told.add(later.registration.call.node)
                    yield _check_pair(context, earlier, later)
                    break

    for registration in registered:
        if registration.facts is not None and registration.call.node not in told:
            yield _check_in_applications(context, registration, registration.facts)


def _check_in_applications(
    context: Context, registration: Registration, facts: RouteFacts
) -> Check:
    """What the application map says of a route: another router, or a mount, may hide it."""
    found = next((one for one in facts.unreachable if not one.is_same_path), None)
    if found is None or (yield from router_class(registration, "path")) is None:
        return
    given = registration.path
    where = f" in {found.place}" if found.place else ""
    by = f'"{found.by}" of "{found.handler}"{where}, which is registered before it'
    first = "FastAPI gives the request to the first route that matches"
    advice = "move this one up, or include its router first"
    if not found.handler:
        by = f'what is mounted at "{found.by or "/"}"{where} before it'
        first = "A mounted application gets every request below its path"
        advice = "mount it after the routes"
    of = f' of "{found.application}"' if found.application else ""
    context.report(
        Diagnostic.at(
            registration.call.node if given is None else given.node,
            PATH,
            f'path "{found.path}"{of} is hidden by {by}',
            f"{first}: {advice}",
        )
    )


def _check_pair(context: Context, earlier: _Route, later: _Route) -> Check:
    if (yield from router_class(later.registration, "path")) is None:
        return
    context.report(
        Diagnostic.at(
            later.given.node,
            PATH,
            f'path "{later.path}" is hidden by "{earlier.path}", which is registered before it',
            "FastAPI gives the request to the first route that matches: move this one up",
        )
    )


def _simple_route(context: Context, registration: Registration) -> _Route | None:
    """A route that is registered whenever the code around it runs."""
    given = registration.path
    path = None if given is None else literal_text(given, context.names)
    if path and not path.startswith("/"):
        return None  # Nothing can match it, whatever stands before it: that is reported by itself.
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
        # The call may be one that a decorator of the project makes, at the place of that one.
        places = [(one.lineno, one.col_offset) for one in function.node.decorator_list]
        if function.node not in body.body or (call.lineno, call.col_offset) not in places:
            return None
        return function.node.lineno, -places.index((call.lineno, call.col_offset))
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
