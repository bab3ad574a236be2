"""Digests by which it is told whether something has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from scoped_fastapi_check.project.walking import walk

__all__ = ["digest_of", "digest_of_sources", "stamp", "stamps_below"]


def digest_of(parts: Iterable[object]) -> str:
    """A digest of some values, in their order."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode(errors="replace")).hexdigest()


@cache
def digest_of_sources(*modules: str) -> str:
    """A digest of the sources of packages, each named by the file of one of its modules.

    Raises `OSError` where they cannot be read.
    """
    digest = hashlib.sha256()
    for module in modules:
        for folder, folders, files in walk(os.path.dirname(module)):
            folders.sort()
            for name in sorted(files):
                if name.endswith(".py"):
                    with open(os.path.join(folder, name), "rb") as source:
                        digest.update(source.read())
    return digest.hexdigest()[:16]


def stamp(path: Path | str) -> str:
    """What changes with a file or a folder; empty where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_size}"


def stamps_below(top: Path) -> Iterable[str]:
    """The stamps of all sources below a folder, and the names of all folders."""
    for folder, folders, files in walk(top):
        yield folder
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        for name in sorted(files):
            if name.endswith((".py", ".pyi")):
                path = os.path.join(folder, name)
                yield f"{path} {stamp(path)}"
