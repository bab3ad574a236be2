"""Writes fixed files, each as a whole or not at all."""

from __future__ import annotations

import difflib
import errno
import io
import os
import tokenize
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.source_text import SourceText
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular
from scoped_fastapi_check.project.whole_files import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.fixes.plan import FixedFile

__all__ = ["CannotWriteError", "as_diff", "write"]


class CannotWriteError(Exception):
    """A file was not written; the message names it and says why."""


def write(file: FixedFile, top: Path) -> None:
    """Replace what a file holds by its fixed text, in the encoding that it has.

    Raises:
        CannotWriteError: it is a link that leads out of `top`, it is another text by now, or the
            file system refuses.
    """
    target = file.path.resolve()
    if not target.is_relative_to(top.resolve()):
        raise CannotWriteError(
            f"{file.path} leads out of the project, to {target}; nothing was written"
        )
    try:
        if read_regular(target, LARGEST_SOURCE) != file.data:
            raise CannotWriteError(
                f"{file.path} has changed while it was checked; nothing was written"
            )
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        replace_file(target, encoded(file))
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotWriteError(f"{file.path} cannot be written: {reason}") from error


def encoded(file: FixedFile) -> bytes:
    """The fixed text as the bytes of a file; raises `UnicodeEncodeError` where that cannot be."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(file.data).readline)
    return file.new_text.encode(encoding)


def as_diff(file: FixedFile, name: str) -> str:
    """What changes in a file, as `diff -u` shows it."""
    old, new = file.source.lines(), SourceText(file.new_text).lines()
    return "".join(_ended(line) for line in difflib.unified_diff(old, new, name, name))


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
