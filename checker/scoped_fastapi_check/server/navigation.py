"""From tests to handlers and back, from dependencies to routes, from overrides to what they replace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types as lsp

from scoped_fastapi_check.server.atlas import Alias, Atlas, Provider, Route
from scoped_fastapi_check.server.client_calls import asked_path, method_of
from scoped_fastapi_check.server.document_text import DocumentText
from scoped_fastapi_check.server.hover import name_at, routes_at
from scoped_fastapi_check.server.locations import Locations, distinct

__all__ = ["definition", "handlers", "references", "routes_of", "tests_of"]


def definition(
    atlas: Atlas, path: str, document: DocumentText, line: int, column: int, locations: Locations
) -> list[lsp.Location]:
    """The handlers of the path at a place, or what the function there stands in for."""
    call = document.client_call(line, column)
    if call is not None:
        asked = asked_path(call.path)
        if asked is None:
            return []
        routes = atlas.matching(method_of(call.name, call.first), asked)
        return distinct(handlers(routes, locations))
    key = _key(atlas, path, document, line, column)
    found = [] if key is None else list(atlas.originals(key))
    return distinct(
        locations.of_name(provider.place, provider.name)
        for provider in (atlas.providers.get(one) for one in found)
        if provider is not None
    )


def references(
    atlas: Atlas, path: str, document: DocumentText, line: int, column: int, locations: Locations
) -> list[lsp.Location]:
    """The calls in tests of the route at a place, or the routes that ask for the dependency there."""
    routes = routes_at(atlas, path, document, line, column)
    if routes:
        return tests_of(routes, atlas, locations)
    call = document.client_call(line, column)
    if call is not None:
        asked = asked_path(call.path)
        routes = [] if asked is None else atlas.matching(method_of(call.name, call.first), asked)
        return tests_of(routes, atlas, locations)
    key = _key(atlas, path, document, line, column)
    provider = None if key is None else atlas.providers.get(key)
    if provider is None or key is None:
        return []
    replaced = [locations.of(one.place) for one in atlas.overridden(key)]
    return distinct([*routes_of(provider, locations), *replaced])


def routes_of(provider: Provider, locations: Locations) -> list[lsp.Location]:
    """The handlers of the routes that ask for a dependency."""
    return distinct(handlers(provider.routes, locations))


def tests_of(routes: Iterable[Route], atlas: Atlas, locations: Locations) -> list[lsp.Location]:
    """The places where tests ask for some routes."""
    places = {call.place for route in routes for call in atlas.calls.get(route, ())}
    ordered = sorted(places, key=lambda one: (one.path, one.line, one.column))
    return distinct(map(locations.of, ordered))


def handlers(routes: Iterable[Route], locations: Locations) -> Iterator[lsp.Location]:
    """The handlers of some routes, or where they are registered."""
    for route in routes:
        if route.place is not None:
            yield locations.of_name(route.place, route.handler)
        else:
            yield locations.of(route.registered)


def _key(
    atlas: Atlas, path: str, document: DocumentText, line: int, column: int
) -> tuple[str, int] | None:
    """The function or class that the name at a place stands for, as the atlas knows it."""
    name = name_at(document, line, column)
    if name is None:
        return None
    here = document.decorated(line)
    if here is not None and here.line == line and here.name == name:
        provider = atlas.provider_at(path, name, line + 1)
        if provider is not None:
            return provider.place.path, provider.place.line
    target = atlas.target(path, name)
    if isinstance(target, Alias):
        return target.provider
    if target is not None:
        return target
    provider = atlas.provider_of(path, name)
    return None if provider is None else (provider.place.path, provider.place.line)
