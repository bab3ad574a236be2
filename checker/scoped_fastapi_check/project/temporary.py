"""Folders that are gone when the command is: removed at its end, or by the next run if it was killed.

Each holds a file that is locked for as long as its process lives, so that a folder whose lock can be had
is one that nobody needs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

__all__ = ["TemporaryFolder", "sweep"]

_PREFIX: Final = "scoped-fastapi-"
_LOCK: Final = ".lock"
# A folder without a lock is one that is being made, or one of an older version.
_SECONDS_TO_MAKE: Final = 24 * 3600


class TemporaryFolder:
    """A folder that only we can read; a context manager that gives its path."""

    def __init__(self) -> None:
        sweep()
        self.path = Path(os.path.realpath(tempfile.mkdtemp(prefix=_PREFIX)))
        self._lock = _locked(self.path)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.cleanup()

    def cleanup(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)


_is_swept = False


def sweep() -> None:
    """Remove what runs have left behind that were killed; done once in a process."""
    global _is_swept
    if _is_swept or sys.platform == "win32":
        return
    _is_swept = True
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX):
                with contextlib.suppress(OSError):
                    _remove_if_dead(Path(entry.path))


def _remove_if_dead(folder: Path) -> None:
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        return
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        if time.time() - status.st_mtime > _SECONDS_TO_MAKE:
            shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # Raises where its process lives.
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _locked(folder: Path) -> int | None:
    """Lock a folder; the file gets its name when it is locked, and not before."""
    if sys.platform == "win32":
        return None
    new = folder / f"{_LOCK}-new"
    try:
        lock = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        new.rename(folder / _LOCK)
    except OSError:
        return None  # A file system without locks: it is removed by us, or by nobody.
    return lock
