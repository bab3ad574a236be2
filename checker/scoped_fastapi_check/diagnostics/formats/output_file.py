"""Writes results into the file that `--output-file` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.escaping import harmless

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["OutputFileError", "write_file"]


class OutputFileError(Exception):
    """The results cannot be written where they should go."""


def write_file(file: Path, document: str) -> None:
    """Write the results. Raises `OutputFileError` where that is not possible."""
    try:
        file.write_text(harmless(document), encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise OutputFileError(f"{file} cannot be written: {error.strerror}") from error
