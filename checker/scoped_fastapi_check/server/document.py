"""Documents as editors count them: a line ends with CR, LF or both, and with nothing else.

pygls takes a form feed, U+0085 and U+2028 for ends of lines, too, as Python's `splitlines` does, and so
puts every edit below one of them into the wrong line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls.workspace import TextDocument

from scoped_fastapi_check.server.document_text import DocumentText

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec, Workspace

__all__ = ["characters", "keep_document"]


class _Document(TextDocument):
    """A document that an editor has opened."""

    def apply_change(self, change: lsp.TextDocumentContentChangeEvent) -> None:
        """Apply an edit; beyond the end of a line, or of the text, it is at the end."""
        if isinstance(change, lsp.TextDocumentContentChangePartial):
            text = DocumentText(self.source)
            start = self._offset(text, change.range.start)
            end = max(self._offset(text, change.range.end), start)
            whole = text.text[:start] + change.text + text.text[end:]
            change = lsp.TextDocumentContentChangeWholeDocument(whole)
        super().apply_change(change)

    def _offset(self, text: DocumentText, position: lsp.Position) -> int:
        line = text.line(position.line)
        column = characters(self.position_codec, line, position.character)
        return text.offset(position.line, column)


def keep_document(workspace: Workspace, opened: lsp.TextDocumentItem) -> None:
    """Keep a document that was opened in our way, in the place of what pygls has made of it."""
    workspace.text_documents[unquote(opened.uri)] = _Document(
        opened.uri,
        opened.text,
        opened.version,
        opened.language_id,
        position_codec=workspace.position_codec,
    )


def characters(codec: PositionCodec, line: str, units: int) -> int:
    """The column in characters of one that the client counts in its own unit."""
    if units >= codec.client_num_units(line):
        return len(line)
    return codec.position_from_client_units([line], lsp.Position(0, units)).character
