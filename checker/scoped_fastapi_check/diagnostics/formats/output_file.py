"""Writes results into the file that `--output-file` names."""

from __future__ import annotations

import os
from pathlib import Path

from scoped_fastapi_check.diagnostics.escaping import harmless
from scoped_fastapi_check.project.file_kinds import is_source
from scoped_fastapi_check.project.links import leads_outside
from scoped_fastapi_check.project.whole_files import write_file_as_a_whole

__all__ = ["OutputFileError", "write_file"]


class OutputFileError(Exception):
    """The results cannot be written where they should go."""


def write_file(file: Path, document: str) -> None:
    """Write the results. Raises `OutputFileError` where that is not possible."""
    if _is_here(file) and leads_outside(file):
        raise OutputFileError(
            f"{file} is not written: links lead out of its folder; name the file that they lead to"
        )
    if is_source(file) and file.exists():
        raise OutputFileError(f"{file} is not written: it is a source")
    try:
        data = harmless(document).encode(errors="surrogateescape")
        write_file_as_a_whole(file, data)
    except OSError as error:
        raise OutputFileError(f"{file} cannot be written: {error.strerror}") from error


def _is_here(file: Path) -> bool:
    """Whether a file is named below the current folder, which may be a tree that somebody else has made."""
    return Path(os.path.abspath(file)).is_relative_to(Path.cwd())
