"""Diagnostics and places in the words of the language server protocol."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types as lsp
from pygls import uris

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
    from scoped_fastapi_check.diagnostics.locations import Places
    from scoped_fastapi_check.diagnostics.source_text import Replacement, SourceText

__all__ = ["Converter", "path_of", "uri_of"]

SOURCE: Final = "scoped-fastapi"
_SEVERITIES: Final = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
}
# What is reported there does nothing: editors show it faded.
_UNNECESSARY: Final = frozenset({"fastapi-unused-ignore"})


class Converter:
    """Converts with the unit of columns that the client and the server have agreed on."""

    def __init__(self, encoding: lsp.PositionEncodingKind | str) -> None:
        self._encoding = str(getattr(encoding, "value", encoding))

    def diagnostic(self, found: Diagnostic, places: Places, *, has_related: bool) -> lsp.Diagnostic:
        """A diagnostic with its code, its page and its related places."""
        place = places.of(found)
        last = places.of_line(found.path, place.end_line).text
        converted = lsp.Diagnostic(
            range=lsp.Range(
                self.position(place.text, place.line, place.column),
                self.position(last, place.end_line, place.end_column),
            ),
            message="\n".join([found.message, *found.notes]),
            severity=_SEVERITIES[found.severity],
            code=found.code_name or None,
            source=SOURCE,
        )
        if found.code is not None:
            converted.code_description = lsp.CodeDescription(href=found.code.url)
            if found.code_name in _UNNECESSARY:
                converted.tags = [lsp.DiagnosticTag.Unnecessary]
        if has_related and found.related:
            converted.related_information = [self._related(one, places) for one in found.related]
        return converted

    def position(self, text: str, line: int, column: int) -> lsp.Position:
        """A place on a line with this text; line and column, in characters, count from 1."""
        return lsp.Position(line - 1, self.units(text[: column - 1]))

    def edits(self, source: SourceText, replacements: list[Replacement]) -> list[lsp.TextEdit]:
        """The replacements in a text as edits of a document."""
        return [
            lsp.TextEdit(
                lsp.Range(self._at(source, one.start), self._at(source, one.end)), one.text
            )
            for one in replacements
        ]

    def _at(self, source: SourceText, offset: int) -> lsp.Position:
        line = source.line_of(offset)
        return lsp.Position(line - 1, self.units(source.text[source.starts[line - 1] : offset]))

    def _related(self, related: Related, places: Places) -> lsp.DiagnosticRelatedInformation:
        text = places.of_line(related.path, related.line).text
        column = places.column(related.path, related.line, related.column)
        start = self.position(text, related.line, column)
        end = self.position(text, related.line, len(text) + 1)
        location = lsp.Location(uri_of(related.path), lsp.Range(start, end))
        return lsp.DiagnosticRelatedInformation(location, related.message)

    def units(self, text: str) -> int:
        """How long a text is in the unit of columns."""
        match self._encoding:
            case "utf-8":
                return len(text.encode(errors="surrogatepass"))
            case "utf-32":
                return len(text)
            case _:
                return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return uris.from_fs_path(str(path)) or path.as_uri()


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None for what is no file, such as a document never saved."""
    try:
        name = uris.to_fs_path(uri) if uris.urlparse(uri)[0] == "file" else None
    except ValueError:  # It is no URI.
        return None
    if name is None or "\0" in name or not Path(name).is_absolute():
        return None
    return Path(name)
