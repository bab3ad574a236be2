"""What stands above definitions: the tests of a route, the routes of a dependency, what closes late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lsprotocol import types as lsp

from scoped_fastapi_check.server.atlas import Atlas, Provider, Route
from scoped_fastapi_check.server.document_text import Definition, DocumentText
from scoped_fastapi_check.server.locations import Locations, distinct, plain
from scoped_fastapi_check.server.navigation import routes_of, tests_of

__all__ = ["SHOW_PLACES", "lenses"]

SHOW_PLACES: Final = "scopedFastapi.showPlaces"
"""The command of a lens: its arguments are those of VS Code's `editor.action.showReferences`."""


def lenses(
    atlas: Atlas, path: str, document: DocumentText, uri: str, locations: Locations
) -> Iterator[lsp.CodeLens]:
    """The lenses of a document."""
    by_handler: dict[tuple[str, int], list[Route]] = defaultdict(list)
    for route in atlas.routes_in(path):
        if route.place is not None:
            by_handler[route.handler, route.place.line].append(route)
    for (name, line), routes in by_handler.items():
        here = document.definition(name, line - 1)
        if here is not None:
            yield from _of_routes(routes, atlas, here, uri, locations)
    for (file, line), provider in atlas.providers.items():
        if file == path and (here := document.definition(provider.name, line - 1)) is not None:
            found = routes_of(provider, locations)
            number = len({(route.title, route.application) for route in provider.routes})
            yield _lens(here, uri, _counted(number, "route"), found)


def _of_routes(
    routes: Sequence[Route], atlas: Atlas, here: Definition, uri: str, locations: Locations
) -> Iterator[lsp.CodeLens]:
    calls = tests_of(routes, atlas, locations)
    yield _lens(here, uri, _counted(len(calls), "test call"), calls)
    late = list(dict.fromkeys(name for route in routes for name in route.late))
    if late:
        verb = "closes" if len(late) == 1 else "close"
        title = f"{', '.join(late)} {verb} after the response"
        providers = list(_providers(atlas, routes, late))
        places = distinct(locations.of_name(one.place, one.name) for one in providers)
        yield _lens(here, uri, title, places)


def _providers(atlas: Atlas, routes: Sequence[Route], names: list[str]) -> Iterator[Provider]:
    for route in routes:
        waiting = list(route.document["dependencies"])
        while waiting:
            node = waiting.pop()
            waiting += node["dependencies"]
            provider = atlas.providers.get((node["file"], node["line"]))
            if node["name"] in names and node["scope"] == "request" and provider is not None:
                yield provider


def _lens(here: Definition, uri: str, title: str, places: Sequence[lsp.Location]) -> lsp.CodeLens:
    start = lsp.Position(here.line, here.column)
    end = lsp.Position(here.line, here.column + len(here.name))
    # A lens without a place to go to is a text alone.
    name = ""
    arguments: list[Any] | None = None
    if places:
        name = SHOW_PLACES
        position = {"line": start.line, "character": start.character}
        arguments = [uri, position, [plain(place) for place in places]]
    return lsp.CodeLens(lsp.Range(start, end), lsp.Command(title, name, arguments=arguments))


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
