"""Writes files as a whole or not at all: a full disk, or an end in the middle, leaves what was there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

__all__ = ["replace_file", "write_file_as_a_whole"]


def write_file_as_a_whole(file: Path, data: bytes) -> None:
    """Write what a person has named: a file, new or not, or a pipe or a device.

    A link, which `/dev/stdout` is, and what nothing can be put beside is written in its place. Raises `OSError`.
    """
    exists = os.path.lexists(file)
    if exists and (file.is_symlink() or not file.is_file() or not os.access(file, os.W_OK)):
        file.write_bytes(data)
        return
    mode = file.stat().st_mode & 0o7777 if exists else 0o666 & ~_umask()
    try:
        replace_file(file, data, mode)
    except PermissionError:
        file.write_bytes(data)


def replace_file(target: Path, data: bytes, mode: int) -> None:
    """Put new contents in the place of a file: who reads it meanwhile sees all of the old ones."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, mode)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
