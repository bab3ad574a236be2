"""Writes fixed files, each as a whole or not at all."""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import tempfile
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.source_text import SourceText
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular

if TYPE_CHECKING:
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
        _replace(target, encoded(file))
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


def _replace(target: Path, data: bytes) -> None:
    """Put new contents in the place of a file: who reads it meanwhile sees all of the old ones."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
