"""What the server knows of routes, dependencies and tests: a picture that does not change.

It is made in the checking thread (surveying.py) and read in the event loop, while the next check may
already run. Lines count from 1, columns, in characters, from 0.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from scoped_fastapi_check.server.path_tree import PathTree

__all__ = ["Alias", "Atlas", "ClientCall", "Override", "Passed", "Place", "Provider", "Route"]

# Names may lead from module to module, and in a circle.
_MAX_STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name, or a text, is written."""

    path: str
    line: int
    column: int = 0
    length: int = 0
    text: str = ""
    """The whole line, where its columns depend on how they are counted: it is not ASCII."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A router that a route comes through, from the application down."""

    name: str
    prefix: str
    place: Place


@dataclass(frozen=True, eq=False, slots=True)
class Route:
    """A route of one application; `document` is what `scoped-fastapi routes` says of it."""

    application: str
    path: str
    methods: tuple[str, ...]
    kind: str
    handler: str
    place: Place | None
    """Where the handler is named; None where it is not of the project."""
    registered: Place
    """The call that registers it."""
    routers: tuple[Passed, ...]
    document: dict[str, Any]

    @property
    def title(self) -> str:
        """How it is called in lists: `GET /books/{book_id}`."""
        verbs = "/".join(self.methods) or ("WS" if self.kind == "websocket" else self.kind.upper())
        return f"{verbs} {self.path}"

    @property
    def late(self) -> list[str]:
        """The dependencies that are closed after the response."""
        return list(self.document["teardown"]["after_response"])


@dataclass(frozen=True, eq=False, slots=True)
class Provider:
    """A dependency of the project; `scopes` are those that it is asked for with."""

    name: str
    place: Place
    provides: str
    scopes: tuple[str, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """`Name = Annotated[T, Depends(f)]`."""

    name: str
    place: Place
    text: str
    provider: tuple[str, int] | None
    scope: str | None
    """What its `Depends` says."""


@dataclass(frozen=True, slots=True)
class ClientCall:
    """A call such as `client.get("/books/3")`; `place` is that of the path in it."""

    method: str | None
    path: str
    """What is put into an f-string is a NUL."""
    place: Place


@dataclass(frozen=True, slots=True)
class Override:
    """An entry of `dependency_overrides`: names as they are written, None for what has none."""

    original: str
    override: str | None
    place: Place


# What a name of a module stands for: the function or class on a line, or a name of another module.
Target = tuple[str, int] | tuple[str, str] | str


@dataclass(frozen=True, eq=False, repr=False)
class Atlas:
    """One project."""

    top: str
    applications: tuple[dict[str, Any], ...] = ()
    """Name, place and routes of each, for the request `scopedFastapi/routes`."""
    routes: tuple[Route, ...] = ()
    providers: Mapping[tuple[str, int], Provider] = field(
        default_factory=dict["tuple[str, int]", Provider]
    )
    aliases: Mapping[tuple[str, str], Alias] = field(default_factory=dict["tuple[str, str]", Alias])
    names: Mapping[str, Mapping[str, Target]] = field(
        default_factory=dict["str", "Mapping[str, Target]"]
    )
    calls: dict[Route, tuple[ClientCall, ...]] = field(
        default_factory=dict["Route", "tuple[ClientCall, ...]"]
    )
    """The calls of tests that a route answers."""
    overrides: tuple[Override, ...] = ()
    paths: PathTree = field(default_factory=PathTree)
    digest: str = ""
    """Changes with what is shown of routes."""

    def routes_of(self, path: str, handler: str, line: int) -> list[Route]:
        """The routes of the handler of that name in a file, of those the next to a line."""
        found = [
            route
            for route in self.routes
            if route.handler == handler and route.place is not None and route.place.path == path
        ]
        lines = {route.place.line for route in found if route.place is not None}
        if not lines:
            return []
        nearest = min(lines, key=lambda one: abs(one - line))
        return [route for route in found if route.place is not None and route.place.line == nearest]

    def routes_in(self, path: str) -> list[Route]:
        """The routes whose handlers are in a file, or that are registered there with others."""
        return [
            route
            for route in self.routes
            if (route.place.path if route.place is not None else route.registered.path) == path
        ]

    def provider_at(self, path: str, name: str, line: int) -> Provider | None:
        """The dependency of that name in a file, of those the next to a line."""
        found = [
            provider
            for (file, _), provider in self.providers.items()
            if file == path and provider.name == name
        ]
        return min(found, key=lambda one: abs(one.place.line - line), default=None)

    def target(self, path: str, dotted: str) -> tuple[str, int] | Alias | None:
        """What a name, with dots or without, stands for in a file."""
        where: Target = path
        for name in dotted.split("."):
            if not isinstance(where, str):
                return None
            found = self._followed(where, name)
            if found is None:
                return None
            if isinstance(found, Alias):
                return found
            where = found
        return None if isinstance(where, str) else (where[0], int(where[1]))

    def _followed(self, path: str, name: str) -> tuple[str, int] | Alias | str | None:
        for _ in range(_MAX_STEPS):
            if (path, name) in self.aliases:
                return self.aliases[path, name]
            found = self.names.get(path, {}).get(name)
            if found is None:
                return self._submodule(path, name)
            if isinstance(found, str):
                return found
            if isinstance(found[1], int):
                return found[0], found[1]
            path, name = found[0], found[1]
        return None

    def _submodule(self, path: str, name: str) -> str | None:
        folder = os.path.dirname(path) if os.path.basename(path) == "__init__.py" else path
        for file in (f"{name}.py", os.path.join(name, "__init__.py")):
            found = os.path.join(folder, file)
            if found in self.names:
                return found
        return None

    def provider_of(self, path: str, dotted: str) -> Provider | None:
        """The dependency that a name stands for in a file."""
        found = self.target(path, dotted)
        if isinstance(found, Alias):
            return None if found.provider is None else self.providers.get(found.provider)
        if found is not None:
            return self.providers.get(found)
        inside = [
            one for (file, _), one in self.providers.items() if file == path and one.name == dotted
        ]
        return inside[0] if len(inside) == 1 else None

    def overridden(self, provider: tuple[str, int]) -> Iterator[Override]:
        """The overrides of a dependency."""
        for one in self.overrides:
            if self.target(one.place.path, one.original) == provider:
                yield one

    def originals(self, override: tuple[str, int]) -> Iterator[tuple[str, int]]:
        """What a function stands in for."""
        for one in self.overrides:
            if one.override is None or self.target(one.place.path, one.override) != override:
                continue
            found = self.target(one.place.path, one.original)
            if found is not None and not isinstance(found, Alias):
                yield found

    def matching(self, method: str | None, path: str) -> list[Route]:
        """The routes, one of each application, that answer a request; of any method if none is that."""
        found: list[Route] = self.paths.matching(path)
        fitting = [
            route
            for route in found
            if method is None
            or method in route.methods
            or (method == "WEBSOCKET" and route.kind == "websocket")
        ]
        first: dict[str, Route] = {}
        for route in fitting or found:
            first.setdefault(route.application, route)
        return list(first.values())
