"""The texts of files: what an editor holds of them, else what lies on disk.

A command reads files. A language server is told texts that no file holds yet; while such a document
is open, its text is the file for everything that reads sources here.
"""

from __future__ import annotations

import hashlib
import io
import tokenize
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project import fingerprints
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "close_document",
    "open_document",
    "opened",
    "read_bytes",
    "read_from_elsewhere",
    "stamp",
    "unsaved",
]

_OPEN: Final[dict[Path, tuple[bytes, str]]] = {}


def open_document(path: Path, text: str) -> bool:
    """Let a text stand for a file, and tell whether that changes what is read."""
    data = _encoded(text)
    if path in _OPEN and _OPEN[path][0] == data:
        return False
    _OPEN[path] = _document(data)
    return True


def opened() -> frozenset[Path]:
    """The files that documents are open for."""
    return frozenset(_OPEN)


def close_document(path: Path) -> None:
    """Let a file stand for itself again."""
    _OPEN.pop(path, None)


def read_from_elsewhere(files: Mapping[Path, Path]) -> None:
    """Let the text of other files stand for some; no document is open beside them."""
    _OPEN.clear()
    for path, other in files.items():
        with suppress(OSError):
            _OPEN[path] = _document(read_regular(other, LARGEST_SOURCE))


def unsaved() -> Mapping[Path, bytes]:
    """The texts of all open documents that are not those of their files."""
    return {path: data for path, (data, _) in _OPEN.items() if not _is_saved(path, data)}


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises `OSError` where there is neither a document nor a file."""
    known = _OPEN.get(path)
    return read_regular(path, LARGEST_SOURCE) if known is None else known[0]


def stamp(path: Path) -> str:
    """What changes with the text of a file; empty where there is none."""
    known = _OPEN.get(path)
    return fingerprints.stamp(path) if known is None else known[1]


def _document(data: bytes) -> tuple[bytes, str]:
    """A text, with the stamp that changes with it."""
    return data, f"document-{hashlib.sha256(data).hexdigest()}"


def _encoded(text: str) -> bytes:
    """A text as it would be saved: readers look for the comment that names its encoding."""
    head = "".join(text.splitlines(keepends=True)[:2]).encode(errors="replace")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(head).readline)
        return text.encode(encoding)
    except (SyntaxError, LookupError, UnicodeError):
        return text.encode(errors="replace")


def _is_saved(path: Path, data: bytes) -> bool:
    try:
        return read_regular(path, LARGEST_SOURCE) == data
    except OSError:
        return False
