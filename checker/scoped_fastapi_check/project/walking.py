"""Goes through folders, and not too deep."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["walk"]

# Nobody's project has folders in folders in folders like this; who makes such a thing wants one to look for a
# `pyproject.toml` above each.
_DEEPEST: Final = 100


def walk(
    top: str | Path, unread: Callable[[str, str], None] = lambda _folder, _reason: None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """The folders in `top`, itself first, each with the names of the folders and of the other things in it.

    Whoever takes a name out of the list of folders keeps that folder out. Links are not followed. What cannot be read, or
    is nested too deeply, is passed over, and told to `unread` with the reason.
    """
    left = [(os.fspath(top), 0)]
    while left:
        folder, depth = left.pop()
        found = _entries(folder) if depth <= _DEEPEST else None
        if found is None:
            is_deep = depth > _DEEPEST
            unread(folder, "it is nested too deeply" if is_deep else "it cannot be read")
            continue
        folders, files = found
        yield folder, folders, files
        inner = [os.path.join(folder, name) for name in folders]
        left += [(path, depth + 1) for path in reversed(inner) if not os.path.islink(path)]


def _entries(folder: str) -> tuple[list[str], list[str]] | None:
    folders: list[str] = []
    files: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                (folders if _is_folder(entry) else files).append(entry.name)
    except OSError:
        return None
    return folders, files


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
