"""The source files around a module: those that may use it, found on disk alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scoped_fastapi_check.project.import_resolver import is_package
from scoped_fastapi_check.project.walking import walk

__all__ = ["levels_of", "surrounding_files"]

# Folders without `__init__.py` may be nested deeply; an application is made further out, not further
# away than this.
_MAX_LEVELS = 8


def levels_of(path: Path, module: str) -> int:
    """How many folders above its own the root is."""
    return module.count(".") + (path.stem == "__init__")


def surrounding_files(
    path: Path, module: str, known: dict[Path, list[Path]] | None = None
) -> Iterator[Path]:
    """The files of the package that `path` is in, and those in the folders above, up to the root.

    The root is the folder that `module`, the name of the file, is imported from. In `known` the files of
    packages are kept from one module to the next, as long as the caller knows that none comes or goes.
    """
    known = {} if known is None else known
    levels = levels_of(path, module)
    folder = path.parent
    if is_package(folder):
        while is_package(folder.parent) and levels > 1:
            folder, levels = folder.parent, levels - 1
        if folder not in known:
            known[folder] = list(_files_below(folder))
        yield from known[folder]
        folder, levels = folder.parent, levels - 1
    for _ in range(min(levels + 1, _MAX_LEVELS)):
        yield from sorted(folder.glob("*.py"))
        if levels < 1:
            return
        folder, levels = folder.parent, levels - 1


def _files_below(top: Path) -> Iterator[Path]:
    for folder, folders, files in walk(top):
        folders[:] = sorted(name for name in folders if name.isidentifier())
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(".py"))
