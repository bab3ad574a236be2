"""The source files around a module: those that may use it, found on disk alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from scoped_fastapi_check.project.files import PROJECT_MARKERS
from scoped_fastapi_check.project.import_resolver import is_package
from scoped_fastapi_check.project.walking import walk

__all__ = ["Surrounding", "levels_of", "surroundings"]

# Folders without `__init__.py` may be nested deeply; an application is made further out, not further
# away than this.
_MAX_LEVELS = 8
# A module may lie in a folder that is no project's: somebody's home.
_MAX_FOLDERS = 4_000


class Surrounding(NamedTuple):
    """The sources of one folder; with those below it where it is a package."""

    folder: Path
    is_package: bool

    def files(self) -> list[Path]:
        """Its files, as they are now."""
        if self.is_package:
            return list(_files_below(self.folder))
        return sorted(self.folder.glob("*.py"))


def levels_of(path: Path, module: str) -> int:
    """How many folders above its own the root is."""
    return module.count(".") + (path.stem == "__init__")


def surroundings(folder: Path, levels: int) -> Iterator[Surrounding]:
    """The package that a folder belongs to, and the folders above, up to the root.

    The root, so many levels further out, is the folder that the modules are imported from.
    """
    if is_package(folder):
        while is_package(folder.parent) and levels > 1:
            folder, levels = folder.parent, levels - 1
        yield Surrounding(folder, is_package=True)
        folder, levels = folder.parent, levels - 1
    for _ in range(min(levels + 1, _MAX_LEVELS)):
        yield Surrounding(folder, is_package=False)
        if levels < 1:
            return
        folder, levels = folder.parent, levels - 1


def _files_below(top: Path) -> Iterator[Path]:
    is_a_package = is_package(top)
    for folder, folders, files in islice(walk(top), _MAX_FOLDERS):
        # An environment, what JavaScript installs, and another project are no part of this one.
        is_foreign = "pyvenv.cfg" in files or (
            not is_a_package
            and folder != str(top)
            and not {*files, *folders}.isdisjoint(PROJECT_MARKERS)
        )
        inner = [] if is_foreign else sorted(filter(str.isidentifier, folders))
        folders[:] = [name for name in inner if name != "node_modules"]
        if is_foreign:
            continue
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(".py"))
