"""The application map of the project around a file, read once and again when files change.

Every tool that asks finds the same map: which files belong to a project is told by the folders alone,
not by what a checker was asked to look at.
"""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scoped_fastapi_check.application.build import build
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.modules import Modules
from scoped_fastapi_check.application.slices import sliced
from scoped_fastapi_check.application.views import NOTHING, ModuleView, views
from scoped_fastapi_check.project.documents import read_bytes, stamp
from scoped_fastapi_check.project.files import is_skipped, project_top
from scoped_fastapi_check.project.fingerprints import digest_of

__all__ = ["ProjectMap", "concerns", "map_around", "verify_maps"]

# Of larger trees only the package around a file is read.
_MAX_FILES: Final = 10_000
_WORDS: Final = re.compile(rb"fastapi|starlette|[Rr]outer|APIRoute|api_route|websocket_route|\bapp\.")


def concerns(data: bytes) -> bool:
    """Whether importing a module with this text may register something."""
    return _WORDS.search(data) is not None


@dataclass(eq=False, slots=True)
class _File:
    """What is known of a file: of most it is enough that they do not matter."""

    stamp: str
    concerns: bool
    tree: ast.Module | None = None
    is_read: bool = False


@dataclass(eq=False, slots=True)
class ProjectMap:
    """The map of the files below one folder."""

    top: str
    _files: dict[str, _File] = field(default_factory=dict[str, _File])
    _machine: Machine | None = None
    _views: dict[str, ModuleView] | None = None
    _is_verified: bool = False
    _state: str = ""

    def verify(self) -> None:
        """Look at the files again before the next answer."""
        self._is_verified = False

    @property
    def state(self) -> str:
        """Changes with every file below the folder, without anything being read."""
        self._refresh()
        return self._state

    @property
    def machine(self) -> Machine:
        """What the modules make of FastAPI together."""
        self._refresh()
        if self._machine is None:
            self._machine = build(Modules(self.top, self._files, self._tree, self._concerns))
        return self._machine

    def view(self, path: str) -> ModuleView:
        """What the map says of a module."""
        machine = self.machine
        if self._views is None:
            self._views = views(machine, self.top)
        return self._views.get(path, NOTHING)

    def _refresh(self) -> None:
        if self._is_verified:
            return
        self._is_verified = True
        found = {str(path): stamp(path) for path in _python_files(Path(self.top))}
        if len(found) == len(self._files) and all(
            path in self._files and self._files[path].stamp == now for path, now in found.items()
        ):
            return
        self._files = {
            path: known
            if (known := self._files.get(path)) is not None and known.stamp == now
            else _File(now, _concerns(path))
            for path, now in found.items()
        }
        self._machine = self._views = None
        self._state = digest_of(sorted(found.items()))

    def _concerns(self, path: str) -> bool:
        return path in self._files and self._files[path].concerns

    def _tree(self, path: str) -> ast.Module | None:
        file = self._files[path]
        if not file.is_read:
            file.tree, file.is_read = _parsed(path), True
        return file.tree


def _concerns(path: str) -> bool:
    try:
        return concerns(read_bytes(Path(path)))
    except OSError:
        return False


def _parsed(path: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return sliced(ast.parse(read_bytes(Path(path))))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


_MAPS: Final[dict[str, ProjectMap]] = {}
_TOPS: Final[dict[Path, str]] = {}


def map_around(path: Path) -> ProjectMap:
    """The map of the project that a file belongs to."""
    folder = path.parent
    if folder not in _TOPS:
        _TOPS[folder] = str(_top(folder))
    top = _TOPS[folder]
    if top not in _MAPS:
        _MAPS[top] = ProjectMap(top)
    return _MAPS[top]


def verify_maps() -> None:
    """Look at all files again: some may have changed."""
    _TOPS.clear()
    for known in _MAPS.values():
        known.verify()


def _top(folder: Path) -> Path:
    """The folder whose modules may have to do with each other: the project, or what comes near it."""
    package = folder
    while (package / "__init__.py").exists() and package.parent != package:
        package = package.parent
    top = project_top(folder)
    if top is None:
        here = Path.cwd()
        top = here if package.is_relative_to(here) else package
    if sum(1 for _ in _bounded(top)) > _MAX_FILES:
        return package
    return top


def _bounded(top: Path) -> Iterator[Path]:
    for number, path in enumerate(_python_files(top)):
        yield path
        if number > _MAX_FILES:
            return


def _python_files(top: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not is_skipped(Path(parent), name))
        for name in sorted(files):
            if name.endswith(".py"):
                yield Path(parent, name)
