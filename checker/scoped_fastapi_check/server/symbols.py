"""Routes in the outline of a document and in the picker of the workspace: `GET /books/{book_id}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types as lsp

from scoped_fastapi_check.server.atlas import Atlas, Route
from scoped_fastapi_check.server.document_text import DocumentText
from scoped_fastapi_check.server.locations import Locations

__all__ = ["document_symbols", "workspace_symbols"]

_MOST = 1000


def document_symbols(
    atlas: Atlas, path: str, document: DocumentText
) -> Iterator[lsp.DocumentSymbol]:
    """The routes whose handlers stand in a document, in its order."""
    seen: set[tuple[str, int]] = set()
    found: list[lsp.DocumentSymbol] = []
    for route in atlas.routes_in(path):
        name, line = route.handler, (route.place or route.registered).line - 1
        definition = document.definition(name, line)
        if route.place is not None and definition is None:
            continue  # It was deleted a moment ago.
        first = line if definition is None else definition.first_line
        last = line if definition is None else definition.line
        if last >= len(document.lines) or (route.title, last) in seen:
            continue
        seen.add((route.title, last))
        start = 0 if definition is None else definition.column
        length = len(document.line(last)) if definition is None else len(name)
        selected = lsp.Range(lsp.Position(last, start), lsp.Position(last, start + length))
        whole = lsp.Range(
            lsp.Position(first, 0),
            lsp.Position(last, max(len(document.line(last)), start + length)),
        )
        found.append(lsp.DocumentSymbol(route.title, lsp.SymbolKind.Event, whole, selected, name))
    yield from sorted(found, key=lambda one: one.selection_range.start.line)


def workspace_symbols(
    atlases: Iterable[Atlas], query: str, locations: Locations
) -> list[lsp.WorkspaceSymbol]:
    """The routes whose title, or handler, has the letters of a query in their order."""
    found: dict[tuple[str, str, int], lsp.WorkspaceSymbol] = {}
    for atlas in atlases:
        for route in atlas.routes:
            if not _matches(query, f"{route.title} {route.handler}"):
                continue
            location = _location(route, locations)
            key = route.title, location.uri, location.range.start.line
            symbol = lsp.WorkspaceSymbol(
                location, route.title, lsp.SymbolKind.Event, container_name=route.application
            )
            found.setdefault(key, symbol)
            if len(found) >= _MOST:
                return list(found.values())
    return list(found.values())


def _location(route: Route, locations: Locations) -> lsp.Location:
    if route.place is None:
        return locations.of(route.registered)
    return locations.of_name(route.place, route.handler)


def _matches(query: str, text: str) -> bool:
    letters = iter(text.lower())
    return all(letter in letters for letter in query.lower() if not letter.isspace())
