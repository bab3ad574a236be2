"""Which routes ask for a dependency, and what lifetime they give it where `Depends` does not say."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Generator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.questions import ProjectMentions, Question, ask
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import DependencySite
from scoped_fastapi_check.model.lifetimes import Lifetime, lifetime
from scoped_fastapi_check.model.module import Function, Parameter
from scoped_fastapi_check.model.routes import (
    Registration,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.rules.base import Context

# The option of the scoped routers that sets another default.
_OPTION: Final = "dependency_scope"
_LIFETIMES: Final = {"function": Lifetime.RESPONSE, "request": Lifetime.REQUEST}


class RoutesAsking:
    """The routes of one module, by what asks for a dependency in their name."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _by_handler(self) -> dict[Function, list[Registration]]:
        found: dict[Function, list[Registration]] = defaultdict(list)
        for registration in self._context.registrations:
            if registration.function is not None:
                found[registration.function].append(registration)
        return found

    @cached_property
    def _by_marker(self) -> dict[ast.AST, list[Registration]]:
        found: dict[ast.AST, list[Registration]] = defaultdict(list)
        for registration in self._context.registrations:
            for node in ast.walk(registration.call.node):
                if isinstance(node, ast.Call):
                    found[node].append(registration)
        return found

    def of_handler(self, function: Function) -> list[Registration]:
        """The routes of a handler."""
        return self._by_handler.get(function, [])

    def of_site(self, site: DependencySite) -> list[Registration]:
        """The routes that a site belongs to: none where it is a part of any number of them."""
        if isinstance(site.target, Parameter):
            return self.of_handler(site.target.function)
        return self._by_marker.get(site.marker.call.node, [])

    def lifetime(self, site: DependencySite) -> Generator[Question[Any], Any, Lifetime]:
        """The lifetime that a site asks for, FastAPI's default included; UNKNOWN is possible."""
        asked = lifetime(site.marker, self._context.names)
        if asked is not Lifetime.DEFAULT:
            return asked
        return (yield from self.default_lifetime(self.of_site(site)))

    def default_lifetime(
        self, routes: list[Registration]
    ) -> Generator[Question[Any], Any, Lifetime]:
        """What these routes, or any routes where none are known, give where nothing is said."""
        said = yield from self.said_by_routers(routes)
        if said is not Lifetime.UNKNOWN:
            return said
        if not routes and self._context.application.default_scope == "request":
            return Lifetime.REQUEST
        if routes and all(
            route.facts is not None and route.facts.scope is None for route in routes
        ):
            return Lifetime.UNKNOWN  # They differ, or code that is not read has a say.
        # To look through the whole project takes its time, and the answer goes with the project.
        is_set = yield from ask(ProjectMentions(self._context.module, _OPTION))
        return Lifetime.UNKNOWN if is_set else Lifetime.REQUEST

    def may_be_response_scoped(self, routes: list[Registration]) -> bool:
        """Whether the router of one of these routes sets a default at all."""
        routers = [self._context.names.value(route.router) for route in routes]
        return any(
            isinstance(made.node, ast.Call)
            and any(keyword.arg == _OPTION for keyword in made.node.keywords)
            for made in routers
            if made is not None
        )

    def said_by_routers(
        self, routes: list[Registration]
    ) -> Generator[Question[Any], Any, Lifetime]:
        """What the routers of these routes give where nothing is said; UNKNOWN where they differ."""
        found: set[Lifetime] = set()
        for route in routes:
            found.add((yield from self._default_of(route)))
        return found.pop() if len(found) == 1 else Lifetime.UNKNOWN

    def _default_of(self, route: Registration) -> Generator[Question[Any], Any, Lifetime]:
        if route.facts is not None:
            scope = route.facts.scope
            if route.is_websocket and scope != "request":
                return Lifetime.UNKNOWN
            return _LIFETIMES.get(scope or "", Lifetime.UNKNOWN)
        made = self._context.names.value(route.router)
        if made is None or not isinstance(made.node, ast.Call):
            return Lifetime.UNKNOWN
        options = {keyword.arg: keyword.value for keyword in made.node.keywords}
        router = yield from router_class(route)
        if router is None or None in options or "route_class" in options:
            return Lifetime.UNKNOWN
        if router == fullnames.FASTAPI:
            return Lifetime.REQUEST
        if router not in fullnames.SCOPED_ROUTERS:
            # A plain router, which a scoped one may include.
            return Lifetime.UNKNOWN
        said = options.get(_OPTION)
        if isinstance(said, ast.Constant) and not route.is_websocket:
            return _LIFETIMES.get(str(said.value), Lifetime.UNKNOWN)
        return Lifetime.UNKNOWN
