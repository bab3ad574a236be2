"""Places in characters, of what Python's parser counts in bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.source_file import decoded
from scoped_fastapi_check.server.atlas import Place
from scoped_fastapi_check.server.document_text import lines_of

__all__ = ["SourceLines", "lines_beyond_ascii", "place_on"]


def lines_beyond_ascii(data: bytes) -> list[str]:
    """The lines of a file; none where a byte is a character. Raises what Python raises for no text."""
    return [] if data.isascii() else lines_of(decoded(data))


def place_on(lines: list[str], path: str, line: int, column: int, length: int = 0) -> Place:
    """The place of so many bytes in a file that has these lines."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    if text.isascii():
        return Place(path, line, column, length)
    data = text.encode(errors="surrogatepass")
    before, inside = data[:column], data[column : column + length]
    start, size = (len(part.decode(errors="ignore")) for part in (before, inside))
    return Place(path, line, start, size, text)


class SourceLines:
    """The lines of files; what does not change is read once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, list[str]]] = {}

    def place(self, stamps: Mapping[str, str], path: str, line: int, column: int) -> Place:
        """A place in a file, of which `stamps` has what changes with its text."""
        if column <= 0:
            return Place(path, line, column)
        stamp = stamps.get(path, "")
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            known = self._known[path] = stamp, _read(path)
        return place_on(known[1], path, line, column)


def _read(path: str) -> list[str]:
    try:
        return lines_beyond_ascii(read_bytes(Path(path)))
    except (OSError, SyntaxError, ValueError, LookupError):
        return []
