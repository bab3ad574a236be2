"""Places of an atlas as locations of the protocol, moved along with what is typed above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from scoped_fastapi_check.server.atlas import Place
from scoped_fastapi_check.server.conversion import uri_of
from scoped_fastapi_check.server.document_text import DocumentText

__all__ = ["Locations", "distinct", "plain"]


class Locations:
    """Makes locations; `opened` gives the text of a document that is open, by its path.

    `units` tells how long a text is in the unit of columns of the client.
    """

    def __init__(
        self, opened: Callable[[str], DocumentText | None], units: Callable[[str], int] = len
    ) -> None:
        self._opened = opened
        self._units = units
        self._known: dict[str, DocumentText | None] = {}

    def of_name(self, place: Place, name: str) -> lsp.Location:
        """Where a name is defined."""
        document = self.document(place.path)
        found = None if document is None else document.definition(name, place.line - 1)
        if found is not None:
            before = document.line(found.line)[: found.column] if document is not None else ""
            start = lsp.Position(found.line, self._units(before))
        else:
            start = self._position(place, place.column)
        end = lsp.Position(start.line, start.character + self._units(name))
        return lsp.Location(uri_of(Path(place.path)), lsp.Range(start, end))

    def of(self, place: Place) -> lsp.Location:
        """Where something stands that has no name."""
        start = self._position(place, place.column)
        end = self._position(place, place.column + place.length)
        return lsp.Location(uri_of(Path(place.path)), lsp.Range(start, end))

    def _position(self, place: Place, column: int) -> lsp.Position:
        column = max(column, 0)
        character = self._units(place.text[:column]) if place.text else column
        return lsp.Position(max(place.line - 1, 0), character)

    def document(self, path: str) -> DocumentText | None:
        """The text of a document that is open."""
        if path not in self._known:
            self._known[path] = self._opened(path)
        return self._known[path]


def distinct(locations: Iterable[lsp.Location]) -> list[lsp.Location]:
    """Each of them once, in their order."""
    found: dict[tuple[str, int, int], lsp.Location] = {}
    for one in locations:
        found.setdefault((one.uri, one.range.start.line, one.range.start.character), one)
    return list(found.values())


def plain(location: lsp.Location) -> dict[str, Any]:
    """A location as it is sent; there are thousands, and the general way is slow."""
    start, end = location.range.start, location.range.end
    return {
        "uri": location.uri,
        "range": {
            "start": {"line": start.line, "character": start.character},
            "end": {"line": end.line, "character": end.character},
        },
    }
