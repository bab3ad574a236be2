"""What an editor asks about routes: hover, symbols, definitions, references, lenses, completion."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from lsprotocol import types as lsp

from scoped_fastapi_check.server.completion import TRIGGERS, completion
from scoped_fastapi_check.server.conversion import document_of, path_of
from scoped_fastapi_check.server.document import characters
from scoped_fastapi_check.server.document_text import DocumentText
from scoped_fastapi_check.server.hover import hover
from scoped_fastapi_check.server.lenses import SHOW_PLACES, lenses
from scoped_fastapi_check.server.locations import Locations
from scoped_fastapi_check.server.navigation import definition, references
from scoped_fastapi_check.server.routes_request import ROUTES, routes_answer
from scoped_fastapi_check.server.symbols import document_symbols, workspace_symbols

if TYPE_CHECKING:
    from scoped_fastapi_check.server.atlas import Atlas
    from scoped_fastapi_check.server.server import Server

__all__ = ["register_features"]

log = logging.getLogger(__name__)

_T = TypeVar("_T")
# As many places as a person may want to choose from.
_MOST_PLACES: Final = 10


@dataclass(frozen=True)
class _Spot:
    """A document, and what is known of its project."""

    atlas: Atlas
    path: str
    document: DocumentText
    locations: Locations
    line: int = 0
    column: int = 0

    @property
    def here(self) -> tuple[Atlas, str, DocumentText, int, int]:
        """What most questions are about."""
        return self.atlas, self.path, self.document, self.line, self.column


def register_features(server: Server) -> None:
    """Answer what an editor asks about routes."""
    _register_hover(server)
    _register_symbols(server)
    _register_navigation(server)
    _register_lenses(server)
    _register_completion(server)
    _register_routes(server)


async def _spot(server: Server, uri: str, position: lsp.Position | None = None) -> _Spot | None:
    path = path_of(uri)
    if path is None:
        return None
    await server.surveys.ready(lambda: server.folders_around(path))
    atlas = server.surveys.of(path)
    if atlas is None:
        return None
    text = server.text_of(uri)
    if text is None:
        return None
    document = DocumentText(text)
    locations = _locations(server)
    if position is None:
        return _Spot(atlas, str(path), document, locations)
    codec = server.workspace.position_codec
    column = characters(codec, document.line(position.line), position.character)
    return _Spot(atlas, str(path), document, locations, position.line, column)


def _locations(server: Server) -> Locations:
    def text_of(path: str) -> DocumentText | None:
        document = document_of(server.workspace, server.uri_of_document(path))
        return None if document is None else DocumentText(document.source)

    return Locations(text_of, server.publisher.converter.units)


def _or_nothing(answer: Callable[[], _T], nothing: _T) -> _T:
    """An answer; a mistake of ours is logged, and bothers nobody who types."""
    try:
        return answer()
    except Exception:
        log.exception("a request cannot be answered")
        return nothing


def _all(answer: Callable[[], Iterable[_T]]) -> list[_T]:
    """All that an answer has; nothing of it after a mistake of ours."""
    try:
        return list(answer())
    except Exception:
        log.exception("a request cannot be answered")
        return []


def _to_client(server: Server, document: DocumentText, within: lsp.Range) -> lsp.Range:
    """A range in characters, in the unit of the client."""
    convert = server.publisher.converter.position
    start, end = within.start, within.end
    return lsp.Range(
        convert(document.line(start.line), start.line + 1, start.character + 1),
        convert(document.line(end.line), end.line + 1, end.character + 1),
    )


def _register_hover(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def asked(params: lsp.HoverParams) -> lsp.Hover | None:
        spot = await _spot(server, params.text_document.uri, params.position)
        text = None if spot is None else _or_nothing(lambda: hover(*spot.here), None)
        if text is None:
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text))


def _register_symbols(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def of_document(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        spot = await _spot(server, params.text_document.uri)
        if spot is None:
            return []
        found = _all(lambda: document_symbols(spot.atlas, spot.path, spot.document))
        for one in found:
            one.range = _to_client(server, spot.document, one.range)
            one.selection_range = _to_client(server, spot.document, one.selection_range)
        return found

    @server.feature(lsp.WORKSPACE_SYMBOL)
    async def of_workspace(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        await server.surveys.ready(lambda: server.opened_folders)
        locations = _locations(server)
        return _all(lambda: workspace_symbols(server.surveys.all(), params.query, locations))


def _register_navigation(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def defined(params: lsp.DefinitionParams) -> list[lsp.Location]:
        spot = await _spot(server, params.text_document.uri, params.position)
        if spot is None:
            return []
        return _all(lambda: definition(*spot.here, spot.locations))

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def referred(params: lsp.ReferenceParams) -> list[lsp.Location]:
        spot = await _spot(server, params.text_document.uri, params.position)
        if spot is None:
            return []
        return _all(lambda: references(*spot.here, spot.locations))


def _register_lenses(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    async def asked(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        if not server.settings.lenses:
            return []
        spot = await _spot(server, params.text_document.uri)
        if spot is None:
            return []
        uri = params.text_document.uri
        found = _all(lambda: lenses(spot.atlas, spot.path, spot.document, uri, spot.locations))
        for one in found:
            one.range = _to_client(server, spot.document, one.range)
        return found

    @server.command(SHOW_PLACES)
    async def show(uri: str, position: Any, places: list[Any]) -> None:
        del uri, position
        found = [place for place in _places(places) if place is not None]
        chosen = found[0] if len(found) == 1 else await _choose(server, found)
        if chosen is not None:
            name, within = chosen
            params = lsp.ShowDocumentParams(name, take_focus=True, selection=within)
            await server.window_show_document_async(params)


def _places(places: list[Any]) -> Iterable[tuple[str, lsp.Range] | None]:
    """The places in what a client has sent back, None for what is none."""
    for one in places:
        try:
            within = one["range"]
            ends = [
                lsp.Position(int(end["line"]), int(end["character"]))
                for end in (within["start"], within["end"])
            ]
            yield str(one["uri"]), lsp.Range(*ends)
        except (TypeError, KeyError, ValueError):
            yield None


async def _choose(
    server: Server, places: list[tuple[str, lsp.Range]]
) -> tuple[str, lsp.Range] | None:
    """Have a person choose one of several places, in an editor that has no list of them."""
    titles = {
        f"{Path(path_of(uri) or uri).name}:{within.start.line + 1}": (uri, within)
        for uri, within in places[:_MOST_PLACES]
    }
    if not titles:
        return None
    answer = await server.window_show_message_request_async(
        lsp.ShowMessageRequestParams(
            lsp.MessageType.Info, "Where to?", [lsp.MessageActionItem(title) for title in titles]
        )
    )
    return None if answer is None else titles.get(answer.title)


def _register_completion(server: Server) -> None:
    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=TRIGGERS)
    )
    async def asked(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        spot = await _spot(server, params.text_document.uri, params.position)
        if spot is None:
            return []
        found = _all(lambda: completion(*spot.here))
        for one in found:
            if isinstance(one.text_edit, lsp.TextEdit):
                one.text_edit.range = _to_client(server, spot.document, one.text_edit.range)
        return found


def _register_routes(server: Server) -> None:
    @server.feature(ROUTES)
    async def asked(ls: Server, params: Any = None) -> dict[str, Any]:
        del ls, params  # pygls hands the server to whoever calls the first one `ls`.
        server.surveys.is_asked_for_routes = True
        await server.surveys.ready(lambda: server.opened_folders)
        locations = _locations(server)
        nothing: dict[str, Any] = {"applications": []}
        return _or_nothing(lambda: routes_answer(server.surveys.all(), locations), nothing)
