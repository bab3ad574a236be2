"""Routes that no request reaches, because one before them matches all of their paths."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Expression, FunctionNode, Scope
from scoped_fastapi_check.model.path_index import PathIndex
from scoped_fastapi_check.model.paths import PathParameter, Segment, hides, segments
from scoped_fastapi_check.model.routes import Registration, methods_of
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.path.moving import moved_above
from scoped_fastapi_check.rules.shared.answering import ANSWERS, answering

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Fix
    from scoped_fastapi_check.model.route_facts import RouteFacts

_ENOUGH: Final = 2


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
        if not self.methods <= earlier.methods or self.has_handler_of(earlier):
            return False
        return hides(earlier.segments, self.segments)

    def has_handler_of(self, other: _Route) -> bool:
        """Whether both are routes of one function."""
        return self.registration.function is other.registration.function

    @property
    def shape(self) -> object:
        """What two routes share that match the same requests."""
        parts = (one.convertor if isinstance(one, PathParameter) else one for one in self.segments)
        kinds = tuple(isinstance(one, PathParameter) for one in self.segments)
        return self.methods, tuple(parts), kinds


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
        for earlier, later in _hidden(routes):
            told.add(later.registration.call.node)
            if _is_twice(later.registration.facts):
                continue
            between = routes[routes.index(earlier) : routes.index(later)]
            yield _check_pair(context, between, later)

    for registration in registered:
        if registration.facts is not None and registration.call.node not in told:
            yield _check_in_applications(context, registration, registration.facts)


def _is_twice(facts: RouteFacts | None) -> bool:
    """Whether `fastapi-router` tells of a route: its path is there twice."""
    return facts is not None and any(one.is_same_path for one in facts.unreachable[:1])


def _hidden(routes: Iterable[_Route]) -> Iterator[tuple[_Route, _Route]]:
    """Each route that another one hides, with the first one that does."""
    index: PathIndex[_Route] = PathIndex()
    known: dict[object, list[_Route]] = defaultdict(list)
    for later in routes:
        hiding = [one for one in index.candidates(later.segments) if later.is_hidden_by(one)]
        if hiding:
            yield min(hiding, key=lambda route: route.position), later
        # Of those that match the same, two of different handlers tell all that there is to tell.
        alike = known[later.shape]
        if len(alike) < _ENOUGH and not any(later.has_handler_of(one) for one in alike):
            alike.append(later)
            index.insert(later.segments, later)


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
            related=[answering(found)],
        )
    )


def _check_pair(context: Context, before: Sequence[_Route], later: _Route) -> Check:
    """A route, and those before it from the one on that hides it."""
    earlier = before[0]
    if (yield from router_class(later.registration, "path")) is None:
        return
    context.report(
        Diagnostic.at(
            later.given.node,
            PATH,
            f'path "{later.path}" is hidden by "{earlier.path}", which is registered before it',
            "FastAPI gives the request to the first route that matches: move this one up",
            related=[Related.at(earlier.given, ANSWERS)],
            fix=_moved_up(before, later),
        )
    )


def _moved_up(before: Sequence[_Route], later: _Route) -> Fix | None:
    first, own = before[0].registration, later.registration
    if first.function is None or own.function is None or first.handler or own.handler:
        return None
    if any(one.is_hidden_by(later) for one in before) or _is_hidden_elsewhere(before, own):
        return None
    return moved_above(first.function, own.function)


def _is_hidden_elsewhere(before: Sequence[_Route], own: Registration) -> bool:
    """Whether a route of another router comes before all of these, and hides a route as well."""
    near = {one.registration.function.name for one in before if one.registration.function}
    unreachable = () if own.facts is None else own.facts.unreachable
    return any(one.place or one.handler not in near for one in unreachable)


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
    if registration.finds_router or not _is_bound_once(registration.router):
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
        number = _decorators(function.node).get((call.lineno, call.col_offset))
        if number is None or function.node not in _statements(body):
            return None
        return function.node.lineno, -number
    return (call.lineno, 0) if call in _statements(body) else None


@lru_cache(maxsize=256)
def _decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[tuple[int, int], int]:
    """The decorators of a function by their places: looked up once, however many there are."""
    return {
        (one.lineno, one.col_offset): number for number, one in enumerate(function.decorator_list)
    }


@lru_cache(maxsize=256)
def _statements(body: ast.Module | ast.ClassDef | FunctionNode) -> frozenset[ast.AST]:
    """The statements that stand directly in a block, and the calls that are such a statement."""
    calls = {one.value for one in body.body if isinstance(one, ast.Expr)}
    return frozenset({*body.body, *calls})


def _is_bound_once(router: Expression) -> bool:
    """Whether a name means the same router wherever it stands."""
    if not isinstance(router.node, ast.Name):
        return True
    scope = router.scope.binding(router.node.id)
    return scope is None or len(scope.values[router.node.id]) == 1
