"""Finds the file of the project behind an import, and the folder that the import starts from."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scoped_fastapi_check.project.files import project_top

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scoped_fastapi_check.project.environment import Environment
    from scoped_fastapi_check.project.source_file import Import

__all__ = [
    "CORE_MODULES",
    "Resolver",
    "Target",
    "entries",
    "forget_folders",
    "hides",
    "holds",
    "is_package",
]

# Python has them loaded before it looks into any folder, but mypy refuses to run when one is hidden.
CORE_MODULES = ("abc", "builtins", "collections", "sys", "types", "typing", "typing_extensions")

# Where packages are installed, be it of this environment or of another.
_INSTALLED = ("site-packages", "dist-packages")


class Target(NamedTuple):
    """The files of the project that one import reaches, by the names it gives to them."""

    root: Path
    modules: dict[str, Path]


@cache
def entries(folder: Path) -> dict[str, bool]:
    """The names in a folder, none if there is no such folder; the values tell which are folders."""
    try:
        with os.scandir(folder) as found:
            return {entry.name: entry.is_dir() for entry in found}
    except OSError:
        return {}


def forget_folders() -> None:
    """Look into folders again that were looked into before: files have come or gone."""
    entries.cache_clear()


def is_package(folder: Path) -> bool:
    """Tell whether `folder` holds an `__init__` file."""
    return "__init__.py" in entries(folder) or "__init__.pyi" in entries(folder)


def holds(root: Path, name: str) -> bool:
    """Tell whether a module or package called `name` could be found in `root`."""
    found = entries(root)
    return f"{name}.py" in found or found.get(name, False)


def hides(root: Path, names: Iterable[str]) -> list[str]:
    """Return those of the names whose modules nobody would find with `root` on the search path."""
    found = entries(root)
    return [name for name in names if f"{name}.py" in found or is_package(root / name)]


class Resolver:
    """Resolves imports within the project, as Python would if it ran the file in its usual place.

    Nobody says what that usual place is. For `from app.db import Session` it must be a folder
    that holds `app/db.py`, so the nearest one above the importing file is taken (or a folder
    `src` beside or above it).
    """

    def __init__(self, outermost: Path, environment: Environment) -> None:
        self._outermost = outermost
        self.installed = environment.installed_names()
        self._site_folders = environment.site_folders
        self._markers: dict[Path, list[Path]] = {}
        self._roots: dict[tuple[Path, str], tuple[Path, ...]] = {}

    def may_search(self, root: Path) -> bool:
        """Tell whether a checker can be told to look for modules in a folder."""
        return not self.is_installed(root) and not hides(root, CORE_MODULES)

    def is_installed(self, root: Path) -> bool:
        """Tell whether a folder belongs to the environment, so that checkers search it anyway."""
        return any(root.is_relative_to(folder) for folder in self._site_folders)

    def absolute(self, importer: Path, imported: Import) -> Target | None:
        """Resolve `import a.b` or `from a.b import c`; None where it is not of this project."""
        first, _, _ = imported.module.partition(".")
        if first in sys.stdlib_module_names:
            return None
        for root in self._possible_roots(importer.parent, first):
            if first in self.installed and _is_neighbour(root, first, importer):
                continue
            modules = _walk(root, imported)
            if first in self.installed and not (
                self._hides_installed(root, first) or self._is_portion(root, imported)
            ):
                continue
            # A module does not import itself: redis.py, which imports redis, means the library.
            if modules and importer not in modules.values():
                return Target(root, modules)
        return None

    def relative(self, importer: Path, imported: Import) -> list[Path]:
        """Resolve `from .a import b` to the files it reaches."""
        folder = importer.parent
        for _ in range(imported.level - 1):
            folder = folder.parent
        if imported.module:
            return list((_walk(folder, imported) or {}).values())
        found = [_module_file(folder, name) for name in imported.names]
        return [path for path in found if path]

    def _possible_roots(self, folder: Path, first: str) -> tuple[Path, ...]:
        # Modules of a folder import the same few packages.
        key = folder, first
        if key not in self._roots:
            self._roots[key] = tuple(self._roots_of(folder, first))
        return self._roots[key]

    def _roots_of(self, folder: Path, first: str) -> Iterator[Path]:
        limit = project_top(folder, self._outermost, self._markers) or self._outermost
        inside = True
        for candidate in (folder, *folder.parents):
            # A file in app/ that imports `app` means the folder it is in, wherever that ends.
            if inside or (candidate / first) in (folder, *folder.parents):
                yield candidate
            if inside and entries(candidate).get("src", False):
                yield candidate / "src"
            inside = inside and candidate != limit

    def _hides_installed(self, root: Path, first: str) -> bool:
        """A module of the project wins over an installed one only where it is first on the path."""
        found = entries(root)
        is_module = f"{first}.py" in found or is_package(root / first)
        return is_module and not is_package(root)

    def _is_portion(self, root: Path, imported: Import) -> bool:
        """A namespace package may be installed in part: what is not there is the project's own."""
        first, _, rest = imported.module.partition(".")
        portions = [folder for folder in self._site_folders if entries(folder).get(first, False)]
        if not rest or not portions or is_package(root / first):
            return False
        return not any(is_package(site / first) or _walk(site, imported) for site in portions)


def _is_neighbour(root: Path, first: str, importer: Path) -> bool:
    """Whether a name is that of another package beside the installed one that imports it."""
    return root.name in _INSTALLED and not importer.is_relative_to(root / first)


def _module_file(folder: Path, name: str) -> Path | None:
    found = entries(folder)
    # Most names are those of no folder: to look into each would take long.
    if found.get(name, False) and "__init__.py" in entries(folder / name):
        return folder / name / "__init__.py"
    return folder / f"{name}.py" if f"{name}.py" in found else None


def _walk(root: Path, imported: Import) -> dict[str, Path] | None:
    """Follow the dots from `root`; None where they lead nowhere."""
    modules: dict[str, Path] = {}
    folder, prefix = root, ""
    parts = imported.module.split(".")
    for position, part in enumerate(parts):
        prefix = f"{prefix}.{part}" if prefix else part
        file = _module_file(folder, part)
        if file:
            modules[prefix] = file
        elif not entries(folder).get(part, False):
            return None
        folder = folder / part
        if file and file.name != "__init__.py":
            # A module has no submodules: the rest of the dots must not exist.
            return modules if position == len(parts) - 1 else None
    for name in imported.names:
        file = _module_file(folder, name)
        if file:
            modules[f"{prefix}.{name}"] = file
    return modules
