"""Which files belong to the project around a file: told by the folders alone.

Every tool that asks finds the same files, whatever a checker was asked to look at.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project.documents import stamp
from scoped_fastapi_check.project.files import is_skipped, project_top
from scoped_fastapi_check.project.fingerprints import digest_of
from scoped_fastapi_check.project.walking import walk

if TYPE_CHECKING:
    from scoped_fastapi_check.project.source_file import Source

FOLDER_VARIABLE: Final = "SCOPED_FASTAPI_FOLDER"
"""Names the folder that a command was started in to what it starts elsewhere."""

# Of larger trees only the package around a file is read.
_MAX_FILES: Final = 10_000


@dataclass(eq=False, slots=True)
class ProjectFiles:
    """The Python files below one folder, with what changes when they do."""

    top: str
    stamps: dict[str, str] = field(default_factory=dict[str, str])
    _state: str = ""
    _is_verified: bool = False

    def verify(self) -> None:
        """Look at the files again before the next answer."""
        self._is_verified = False

    def look_at(self, paths: Iterable[Path]) -> None:
        """Look at some files again, of which the texts have changed and nothing else."""
        inside = [str(path) for path in paths if path.is_relative_to(self.top)]
        if not self._is_verified or any(path not in self.stamps for path in inside):
            self._is_verified = False
            return
        found = {path: stamp(Path(path)) for path in inside}
        if any(self.stamps[path] != now for path, now in found.items()):
            self.stamps.update(found)
            self._state = digest_of(self.stamps.items())

    @property
    def state(self) -> str:
        """Changes with every file below the folder; nothing is read for it."""
        if not self._is_verified:
            self._is_verified = True
            found = {str(path): stamp(path) for path in python_files(Path(self.top))}
            if found != self.stamps or not self._state:
                self.stamps = found
                self._state = digest_of(found.items())
        return self._state


_PARSED: Final[dict[Path, Source]] = {}
_KNOWN: Final[dict[str, ProjectFiles]] = {}
_TOPS: Final[dict[Path, str]] = {}
_MARKERS: Final[dict[Path, list[Path]]] = {}
_ARE_LARGE: Final[dict[Path, bool]] = {}


def files_around(path: Path) -> ProjectFiles:
    """The files of the project that a file belongs to."""
    # mypy is told of files in whatever way: `mypy .` calls them `./main.py`.
    folder = Path(os.path.abspath(path.parent))
    if folder not in _TOPS:
        _TOPS[folder] = str(_top(folder))
    return files_below(_TOPS[folder])


def files_below(top: str) -> ProjectFiles:
    """The files below a folder."""
    if top not in _KNOWN:
        _KNOWN[top] = ProjectFiles(top)
    return _KNOWN[top]


def verify_files(edited: Collection[Path] | None = None) -> None:
    """Look at all files again: some may have changed. With `edited`, only these, and only their texts."""
    if edited is not None:
        for known in _KNOWN.values():
            known.look_at(edited)
        return
    _TOPS.clear()
    _MARKERS.clear()
    _ARE_LARGE.clear()
    for known in _KNOWN.values():
        known.verify()


def use_parsed(sources: Mapping[Path, Source]) -> None:
    """Take the syntax of files from what was parsed a moment ago, until something else is given."""
    _PARSED.clear()
    _PARSED.update(sources)


def parsed(path: str) -> ast.Module | None:
    """The syntax of a file, if it was parsed a moment ago."""
    source = _PARSED.get(Path(path))
    return None if source is None else source.tree


def python_files(top: Path) -> Iterator[Path]:
    """The files below a folder that a project has written itself."""
    for parent, folders, files in walk(top):
        folders[:] = sorted(name for name in folders if not is_skipped(Path(parent), name))
        for name in sorted(files):
            if name.endswith(".py"):
                yield Path(parent, name)


def _top(folder: Path) -> Path:
    """The folder whose modules may have to do with each other: the project, or what comes near it."""
    package = folder
    # Nothing can import a folder like `my-project-main`: what lies beside it are other projects.
    while os.path.exists(package / "__init__.py") and package.name.isidentifier():
        package = package.parent
    top = project_top(folder, known=_MARKERS)
    if top is None:
        here = Path(os.environ.get(FOLDER_VARIABLE) or os.getcwd())
        top = here if package.is_relative_to(here) else package
    if top not in _ARE_LARGE:
        _ARE_LARGE[top] = any(number > _MAX_FILES for number, _ in enumerate(python_files(top)))
    return package if _ARE_LARGE[top] else top
