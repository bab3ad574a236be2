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
    try:
        replace_file(file, data)
    except PermissionError:
        file.write_bytes(data)


def replace_file(target: Path, data: bytes) -> None:
    """Put new contents in the place of a file: who reads it meanwhile sees all of the old ones.

    It stays whose it was, as far as that can be, with the same mode. Under its other names stays what was there.
    """
    status = os.stat(target) if os.path.lexists(target) else None
    mode = 0o666 & ~_umask() if status is None else status.st_mode & 0o7777
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if status is not None and hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                # In a container that is root's, the file is often that of the user outside.
                os.chown(name, status.st_uid, status.st_gid)
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
