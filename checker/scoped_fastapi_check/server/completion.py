"""What may be written at a place: parameters of the path, paths in tests, the words of `scope=`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lsprotocol import types as lsp

from scoped_fastapi_check.model.paths import PathParameter, path_parameters
from scoped_fastapi_check.server.atlas import Atlas, Route
from scoped_fastapi_check.server.client_calls import method_of
from scoped_fastapi_check.server.document_text import Definition, DocumentText

__all__ = ["TRIGGERS", "completion"]

TRIGGERS: Final = ['"', "'", "/", "(", ","]

_SCOPE: Final = re.compile(
    r"""\b(?P<name>dependency_scope|scope)\s*=\s*(?P<quote>["'])(?P<word>\w*)$"""
)
_MARKER: Final = re.compile(r"\b(?:Depends|Security)\s*\([^()]*(?:\([^()]*\)[^()]*)*$")
_SCOPES: Final = {
    "function": "closed before the response is sent",
    "request": "closed after the response is sent",
}
_DECORATOR: Final = re.compile(
    r"""@\s*[\w.]+\.(?:get|put|post|delete|options|head|patch|trace|websocket|api_route)\s*\(\s*
    (?:path\s*=\s*)?[rR]?(?P<quote>["'])(?P<path>[^"'\n]*)(?P=quote)""",
    re.VERBOSE,
)
_TYPES: Final = {"int": "int", "float": "float", "uuid": "UUID", "path": "str"}
_BEFORE: Final = re.compile(r"(?:^|[,(*])\s*\w*$")
_WORD: Final = re.compile(r"\w*$")
_MOST: Final = 500


def completion(
    atlas: Atlas, path: str, document: DocumentText, line: int, column: int
) -> list[lsp.CompletionItem]:
    """What may be written at a place, from 0."""
    before = document.line(line)[:column]
    scope = _SCOPE.search(before)
    if scope is not None:
        is_marker = _MARKER.search(document.text[: document.offset(line, column)][-400:])
        is_known = scope["name"] == "dependency_scope" or is_marker is not None
        return list(_scopes()) if is_known else []
    call = document.client_call(line, column)
    if call is not None:
        start = _column(document, call.start, line)
        end = _column(document, call.end, line)
        if start is None or end is None:
            return []
        method = method_of(call.name, call.first)
        return list(
            _paths(atlas, method, lsp.Range(lsp.Position(line, start), lsp.Position(line, end)))
        )
    found = document.open_parameters(line, column)
    if found is None or _BEFORE.search(before) is None:
        return []
    here, written = found
    start = column - len(_WORD.search(before)[0] if _WORD.search(before) else "")  # type: ignore[index]
    within = lsp.Range(lsp.Position(line, start), lsp.Position(line, column))
    return list(_parameters(atlas, path, document, here, written, within))


def _scopes() -> Iterator[lsp.CompletionItem]:
    for word, detail in _SCOPES.items():
        yield lsp.CompletionItem(word, kind=lsp.CompletionItemKind.EnumMember, detail=detail)


def _column(document: DocumentText, offset: int, line: int) -> int | None:
    """The column of a place, None where it is on another line."""
    column = offset - document.starts[line]
    return column if 0 <= column <= len(document.line(line)) else None


def _paths(atlas: Atlas, method: str | None, within: lsp.Range) -> Iterator[lsp.CompletionItem]:
    seen: dict[str, Route] = {}
    for route in atlas.routes:
        is_websocket = route.kind == "websocket"
        fits = is_websocket if method == "WEBSOCKET" else not is_websocket
        if (
            fits
            and (method in {None, "WEBSOCKET"} or method in route.methods)
            and "?" not in route.path
        ):
            seen.setdefault(route.path, route)
    for number, (path, route) in enumerate(list(seen.items())[:_MOST]):
        yield lsp.CompletionItem(
            path,
            kind=lsp.CompletionItemKind.Value,
            detail=f"{route.title}  {route.handler}",
            sort_text=f"{number:05}",
            filter_text=path,
            text_edit=lsp.TextEdit(within, path),
        )


def _parameters(
    atlas: Atlas,
    path: str,
    document: DocumentText,
    here: Definition,
    written: str,
    within: lsp.Range,
) -> Iterator[lsp.CompletionItem]:
    start, end = document.offset(here.first_line, 0), document.offset(here.line, 0)
    texts = [found["path"] for found in _DECORATOR.finditer(document.text[start:end])]
    texts += [route.path for route in atlas.routes_of(path, here.name, here.line + 1)]
    wanted: dict[str, PathParameter] = {}
    for text in texts:
        for parameter in path_parameters(text):
            wanted.setdefault(parameter.name, parameter)
    for name, parameter in wanted.items():
        if re.search(rf"\b{name}\s*[:=,]", f"{written},") and not _is_being_written(written, name):
            continue
        kind = _TYPES.get(parameter.convertor, "str")
        yield lsp.CompletionItem(
            name,
            kind=lsp.CompletionItemKind.Variable,
            detail=f"from the path {next(text for text in texts if f'{{{name}' in text)}",
            sort_text=f"0{name}",
            filter_text=name,
            text_edit=lsp.TextEdit(within, f"{name}: {kind}"),
        )


def _is_being_written(written: str, name: str) -> bool:
    """Whether a name stands there without a type yet: it is what is completed."""
    return re.search(rf"\b{name}\s*:", written) is None
