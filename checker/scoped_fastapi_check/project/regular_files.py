"""Reads files that nobody vouches for: never one that would make the reader wait or never end.

Whether there is something at a place of a tree, `os.path` is asked and not `Path`: the latter raises where a
folder may not be entered, or where a name is too long.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "LARGEST_SETTINGS",
    "LARGEST_SOURCE",
    "UnreadableFileError",
    "is_endless",
    "read_regular",
    "size_of_large",
]

LARGEST_SOURCE: Final = 5_000_000
"""The bytes that a source file may have."""
LARGEST_SETTINGS: Final = 1_000_000
"""The bytes that a file of settings may have."""

# A FIFO that nobody writes to would be waited for; Windows has none.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnreadableFileError(OSError):
    """Something is not a regular file, or too large; the message says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.strerror = reason


def size_of_large(path: Path, most: int) -> int | None:
    """The bytes of a regular file that `read_regular` refuses for them; None for any other."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) and status.st_size > most else None


def is_endless(path: Path, most: int) -> bool:
    """Whether a program may read at it for ever: a FIFO, a device, or a file larger than this."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    is_file = stat.S_ISREG(status.st_mode)
    return status.st_size > most if is_file else not stat.S_ISDIR(status.st_mode)


def read_regular(path: Path, most: int) -> bytes:
    """The contents of a regular file of at most `most` bytes.

    Raises `OSError` where it cannot be read; `UnreadableFileError`, which is one, where it is no regular file
    (a device, a FIFO, a folder) or too large.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except ValueError as error:
        raise UnreadableFileError("no file can have its name") from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFileError("it is not a regular file")
        if status.st_size > most:
            raise UnreadableFileError(f"it is larger than {most / 1e6:g} MB")
        with open(descriptor, "rb", closefd=False) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            # What grows while it is read, or is a file of /proc that has no size.
            raise UnreadableFileError(f"it is larger than {most / 1e6:g} MB")
        return data
    finally:
        os.close(descriptor)
