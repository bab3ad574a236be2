"""What the application map says of one module: all that the rules learn of other modules from it."""

from __future__ import annotations

import ast
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.comparing import Pair, unreachable
from scoped_fastapi_check.application.dependencies import Trees
from scoped_fastapi_check.application.flattening import Reached, flattened
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.route_values import RouterMethod
from scoped_fastapi_check.application.routers import Included, Mounted, Place, Registered, Router
from scoped_fastapi_check.application.values import DEFAULT, BoundFunction, Function, Value, text_of
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.route_facts import ModuleView, RouteFacts, Through, Unreachable

_BASES: Final = {
    "FastAPI": fullnames.FASTAPI,
    "ScopedFastAPI": fullnames.SCOPED_FASTAPI,
    "APIRouter": fullnames.ROUTER,
    "ScopedRouter": fullnames.SCOPED_ROUTER,
}
_MAX_PREFIXES: Final = 20


def views(machine: Machine, top: str) -> dict[str, ModuleView]:
    """What the map says of each module that has to do with routes."""
    return _Views(machine, top).made()


class _Views:
    def __init__(self, machine: Machine, top: str) -> None:
        self._machine = machine
        self._top = top
        self._trees = Trees(machine)
        self._reached: dict[Registered, list[Reached]] = defaultdict(list)
        self._pairs: dict[Registered, list[Pair]] = defaultdict(list)
        self._names_of: dict[int, frozenset[str] | None] = {}
        self._mounted = {
            entry.router
            for router in machine.routers
            for entry in router.entries
            if isinstance(entry, Mounted)
            and entry.router is not None
            and (entry.path is None or "{" in entry.path or entry.is_host)
        }
        scopes = {router.dependency_scope for router in machine.routers}
        has_own = any(route.has_own_route_class and route.is_scoped for route in machine.registered)
        self._default_scope = "request" if scopes <= {"request"} and not has_own else None

    def made(self) -> dict[str, ModuleView]:
        applications = [one for one in self._machine.routers if one.is_application]
        self._look_through(applications)
        by_site: dict[Place, list[Registered]] = defaultdict(list)
        for route in self._machine.registered:
            if route.router.is_fastapi and route.kind != "other":
                by_site[route.site].append(route)
        scope = self._default_scope
        found: dict[str, ModuleView] = defaultdict(lambda: ModuleView(default_scope=scope))
        for site, routes in by_site.items():
            view = found[site.path]
            view.routes[site.line, site.column] = self._facts(routes, len(applications) > 1)
            if (through := _through(routes)) is not None:
                view.through[site.line, site.column] = through
        for path, unused in self._unused(bool(applications)).items():
            found[path] = replace(found[path], unused=tuple(unused))
        for path, unheard in self._unheard().items():
            found[path] = replace(found[path], unheard=tuple(sorted(unheard)))
        for path in self._machine.frames:
            found.setdefault(path, ModuleView(default_scope=scope))
        return dict(found)

    def _look_through(self, applications: Iterable[Router]) -> None:
        for application in applications:
            routes = flattened(self._machine, application)
            if not routes.is_complete:
                continue
            for one in routes:
                if isinstance(one.entry, Registered):
                    self._reached[one.entry].append(one)
            routers = {step.router for one in routes for step in one.around.steps}
            if any(router.is_reordered for router in routers):
                continue
            for pair in unreachable(routes):
                later = pair.later.entry
                if isinstance(later, Registered) and self._counts(application, later):
                    self._pairs[later].append(pair)

    def _counts(self, application: Router, route: Registered) -> bool:
        """Whether an application is not only made to try the routes of others."""
        path, site = application.place.path, route.site.path
        return path == site or not self._is_test(path) or self._is_test(site)

    def _is_test(self, path: str) -> bool:
        return is_test(os.path.relpath(path, self._top))

    def _facts(self, routes: list[Registered], has_several: bool) -> RouteFacts:
        reached = [one for route in routes for one in self._reached[route]]
        first = routes[0]
        changed = [_changed(route) for route in routes]
        known = [names for names in changed if names is not None]
        kept = all(map(_is_path_kept, routes))
        return RouteFacts(
            base=_base(first),
            is_path_kept=kept,
            is_endpoint_kept=all(route.is_endpoint_kept for route in routes),
            changed=tuple(sorted(frozenset[str]().union(*known)))
            if len(known) == len(changed)
            else None,
            prefixes=self._prefixes(routes, reached) if kept else None,
            taken=self._taken(reached),
            scope=_scope(reached, first, self._default_scope),
            is_own=any(
                route.has_own_route_class or route.router.cls is not None for route in routes
            ),
            unreachable=tuple(self._unreachable(routes, has_several)),
        )

    def _prefixes(self, routes: list[Registered], reached: list[Reached]) -> tuple[str, ...] | None:
        if not reached or len({one.entry for one in reached}) < len(set(routes)):
            return None
        found: set[str] = set()
        for one in reached:
            assert isinstance(one.entry, Registered)
            added = _added_before(one.entry)
            if one.before is None or added is None:
                return None
            found.add(one.before + added)
        if len(found) > _MAX_PREFIXES or all(map(_is_only_by_uncalled, reached)):
            return None
        for one in reached:
            routers = [step.router for step in one.around.steps]
            # What else includes it may have other prefixes, and dependencies.
            if any(router.is_open and not router.is_application for router in routers):
                return None
            if any(router.is_phantom for router in routers) or routers[0] in self._mounted:
                return None
        return tuple(sorted(found))

    def _taken(self, reached: list[Reached]) -> tuple[str, ...] | None:
        found: set[str] = set()
        for one in reached:
            if isinstance(one.entry, Registered) and one.entry.may_read_path:
                return None
            for value in one.dependencies[:-1]:
                names = self._names(value)
                if names is None:
                    return None
                found |= names
        return tuple(sorted(found))

    def _names(self, value: Value | None) -> frozenset[str] | None:
        """What the dependencies in one list take."""
        if value is None:
            return frozenset()
        if id(value) not in self._names_of:
            self._names_of[id(value)] = self._names_in(value)
        return self._names_of[id(value)]

    def _names_in(self, value: Value) -> frozenset[str] | None:
        listed = self._trees.listed(value)
        if listed is None:
            return None
        found: set[str] = set()
        for needed in listed:
            names = self._trees.taken(needed)
            if names is None:
                return None
            found |= names
        return frozenset(found)

    def _unreachable(self, routes: list[Registered], has_several: bool) -> Iterator[Unreachable]:
        if len(routes) > 1:
            # One call that registers several routes: in a loop, or with and without a slash.
            hidden = [route for route in routes if self._pairs[route]]
            if len(hidden) < len(routes):
                return
        for pair in self._pairs[routes[0]][:1]:
            later, earlier = pair.later.entry, pair.earlier.entry
            assert isinstance(later, Registered)
            handler = earlier.handler
            if isinstance(handler, BoundFunction):
                handler = handler.function
            name = handler.name if isinstance(handler, Function) else "another handler"
            site = earlier.site if isinstance(earlier, Registered) else earlier.place
            elsewhere = site.path != later.site.path
            application = pair.later.around.steps[0].router
            yield Unreachable(
                path=pair.later.path or "",
                by=pair.earlier.path or "",
                handler="" if isinstance(earlier, Mounted) else name,
                place=os.path.relpath(site.path, self._top) if elsewhere else "",
                file=site.path,
                line=site.line,
                column=site.column,
                is_same_path=pair.is_same_path,
                methods=tuple(sorted(later.methods or ())),
                application=application.name if has_several else "",
            )

    def _unused(self, has_application: bool) -> dict[str, list[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        if not has_application or not self._machine.is_complete:
            return found
        modules = self._machine.modules
        reach = (
            *(modules.outermost(path) + os.sep for path in self._machine.dynamic),
            *self._found_by_name(),
        )
        # A function makes a router each time it is called, and need not be called for each of them.
        used = {one.place for one in self._machine.routers if one.is_used or one.is_open}
        for router in self._machine.routers:
            if (
                router.base in framework.ROUTERS
                and router.name
                and router.place not in used
                and not router.place.path.startswith(reach)
                and any(isinstance(entry, Registered) for entry in router.entries)
                and not is_test(os.path.basename(router.place.path))
            ):
                place = router.place
                found[place.path].append((place.line, place.column, router.name))
        return found

    def _unheard(self) -> dict[str, set[tuple[int, int, str]]]:
        """The event handlers of applications that each have a function as their lifespan."""
        of_place: dict[Place, list[Router]] = defaultdict(list)
        for router in self._machine.routers:
            for place in router.events:
                of_place[place].append(router)
        found: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for place, routers in of_place.items():
            if all(map(_has_lifespan, routers)):
                lifespan = routers[0].lifespan
                name = lifespan.name if isinstance(lifespan, Function) else ""
                found[place.path].add((place.line, place.column, name))
        return found

    def _found_by_name(self) -> Iterator[str]:
        """The folders of packages that are imported by names nobody knows, for routers to include.

        `import_module(name)` in one package imports those beside it as well.
        """
        for path in self._machine.importing:
            beside = os.path.dirname(self._machine.modules.outermost(path)) + os.sep
            tried = is_test(os.path.relpath(path, self._top))
            if not tried and any(one.startswith(beside) for one in self._machine.including):
                yield beside


def _has_lifespan(router: Router) -> bool:
    """Whether an application of FastAPI's own classes certainly runs a lifespan, and no event handlers."""
    return router.is_application and router.cls is None and isinstance(router.lifespan, Function)


def is_test(path: str) -> bool:
    """Whether a file, by its path below the top of the project, only tries the rest."""
    folder, name = os.path.split(path)
    return (
        name.startswith(("test_", "conftest"))
        or name.endswith("_test.py")
        or bool({"test", "tests", "testing"} & set(folder.split(os.sep)))
    )


def _scope(reached: list[Reached], route: Registered, default: str | None) -> str | None:
    if not reached:
        return default or ""
    if route.has_own_route_class and route.is_scoped:
        return default  # A class of ours may have a scope of its own.
    found = {one.around.scope for one in reached}
    return found.pop() if len(found) == 1 else None


def _base(route: Registered) -> str:
    """The class that makes such routes: what it makes of unions, say."""
    if route.router.is_application:
        return _BASES["ScopedFastAPI" if route.is_scoped else "FastAPI"]
    return _BASES["ScopedRouter" if route.is_scoped else "APIRouter"]


def _is_only_by_uncalled(reached: Reached) -> bool:
    """Whether only a function that nobody calls leads to a route: who runs it may do otherwise."""
    return any(
        step.entry.is_uncalled for step in reached.around.steps if isinstance(step.entry, Included)
    )


def _is_path_kept(route: Registered) -> bool:
    """Whether FastAPI is given the path as it is written, with something before it or a slash at its end."""
    return _added_before(route) is not None


def _added_before(route: Registered) -> str | None:
    """What a router or a function puts before the path that is written, None where it makes another one."""
    written = route.given.get("path", route.given.get("0"))
    made = route.path_given
    if made is written and made is not None:
        return ""
    one, other = text_of(made), text_of(written)
    if one is not None and other is not None:
        whole, end = one.rstrip("/"), other.rstrip("/")
        # Of a path that needs a slash before it, nobody knows whether it was meant to get one.
        if whole == end or (other.startswith("/") and whole.endswith(end)):
            return whole.removesuffix(end)
    return "" if _is_among_given(route, made) else None


def _is_among_given(route: Registered, value: Value | None) -> bool:
    return value is not None and any(value is one for one in route.given.values())


def _changed(route: Registered) -> frozenset[str] | None:
    """The options that come out otherwise than they were given."""
    if not route.is_complete:
        return None
    found: set[str] = set()
    for name in {*route.options, *route.given} - {"methods", "0", "1", "path", "endpoint"}:
        if name.isdigit():
            continue
        given, made = route.given.get(name), route.options.get(name)
        if given is None:
            is_kept = made is None or made is framework.OPTIONS.get(name) or made is DEFAULT
        else:
            is_kept = made is given
        if not is_kept:
            found.add(name)
    return frozenset(found)


def _verb_of(value: Value, route: Registered) -> str | None:
    """The method of a router that an argument stands for: bound, behind a lambda, or the router alone."""
    match value:
        case RouterMethod() if value.name in framework.DECORATORS:
            return value.name
        case Function(node=ast.Lambda(body=ast.Attribute(attr=name))):
            return name if name in framework.DECORATORS else None
        case Router() if value is route.router:
            if route.kind == "websocket":
                return "websocket"
            methods = route.methods or frozenset[str]()
            names = [name.lower() for name in methods if name.lower() in framework.VERBS]
            return names[0] if len(names) == len(methods) == 1 else None
        case _:
            return None


def _through(routes: list[Registered]) -> Through | None:
    """How a decorator or a call that is handed a bound method, or finds one, uses what it is given."""
    first = routes[0]
    if len(routes) != 1:
        return None
    for place, value in first.given.items():
        verb = _verb_of(value, first)
        if verb is not None:
            return Through(place, verb, _handed(first), is_router=isinstance(value, Router))
    verb = None if first.is_named else _verb_of(first.router, first)
    return None if verb is None else Through("", verb, _handed(first))


def _handed(route: Registered) -> tuple[tuple[str, str], ...]:
    """The options that are handed on as they are given, and the places of the arguments."""
    written = route.given.get("path", route.given.get("0"))
    is_kept = text_of(written) is not None and _is_path_kept(route)
    options = {"path": written if is_kept else route.path_given, **route.options}
    return tuple(
        (name, key)
        for name, made in options.items()
        for key, given in route.given.items()
        if made is given and name != "methods"
    )
