"""Which files a command line such as `scoped-fastapi check src tests/app.py` means."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MissingPathError", "NoFilesError", "find_files", "is_skipped", "project_top"]

SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})
"""Never entered, like every folder whose name starts with a dot."""

OUTPUT_FOLDERS = frozenset({"build", "dist"})
"""Entered only where they are packages."""

PROJECT_MARKERS = (".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg")


class MissingPathError(Exception):
    """A path that was asked for does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"no such file or folder: {path}")


class NoFilesError(Exception):
    """There is nothing to check below the paths that were asked for."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__(f"no Python files found in {', '.join(paths)}")


def find_files(paths: Iterable[str]) -> list[Path]:
    """Return the absolute paths of all Python files that `paths` name or hold, each once.

    A path that is given is taken as it is, even where a folder above would skip it: to name
    something is to ask for it.
    """
    asked = list(paths)
    found: dict[Path, None] = {}
    for path in asked:
        absolute = Path(os.path.abspath(path))
        if absolute.is_dir():
            found.update(dict.fromkeys(_python_files(absolute)))
        elif not absolute.exists():
            raise MissingPathError(path)
        elif absolute.suffix == ".py":
            found[absolute] = None
    if not found:
        raise NoFilesError(asked)
    return list(found)


def _python_files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_skipped(Path(parent), name))
        for name in sorted(files):
            if name.endswith(".py"):
                yield Path(parent, name)


def is_skipped(parent: Path, name: str) -> bool:
    """Tell whether a folder holds nothing that the project has written itself."""
    path = os.path.join(parent, name)
    if name in OUTPUT_FOLDERS:
        # A package of the project may be called so, too: what is imported from one is no output.
        return not os.path.isfile(os.path.join(path, "__init__.py"))
    # pyvenv.cfg marks a virtual environment, whatever the folder is called.
    return (
        name in SKIPPED_FOLDERS
        or name.startswith(".")
        or os.path.isfile(os.path.join(path, "pyvenv.cfg"))
    )


def project_top(folder: Path) -> Path | None:
    """Return the nearest folder at or above `folder` that looks like the top of a project."""
    for candidate in (folder, *folder.parents):
        if any((candidate / marker).exists() for marker in PROJECT_MARKERS):
            return candidate
    return None
