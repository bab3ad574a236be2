"""Which files a command line such as `scoped-fastapi check src tests/app.py` means."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project.ownership import is_foreign
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular
from scoped_fastapi_check.project.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scoped_fastapi_check.project.patterns import Patterns

__all__ = [
    "SKIPPED_FOLDERS",
    "Exclusion",
    "FoundFiles",
    "KeptOut",
    "MissingPathError",
    "NoFilesError",
    "find_files",
    "foreign_markers",
    "is_skipped",
    "project_top",
]

SKIPPED_FOLDERS: Final = ("__pycache__", "build", "dist", "node_modules", "site-packages", "venv")
"""Passed over, like every folder whose name starts with a dot."""

# Of these two a project may have packages that are called so.
_OUTPUT: Final = frozenset({"build", "dist"})
# What is in a folder of these is not the project's own: an environment, or what conda made of one.
_ENVIRONMENTS: Final = ("pyvenv.cfg", "conda-meta")

PROJECT_MARKERS = (".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg")

# A folder that is kept out is looked through for so many entries, to say what is in it.
_MOST_ENTRIES: Final = 5_000


class MissingPathError(Exception):
    """A path that was asked for does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"no such file or folder: {path}{_meant(path)}")


def _meant(path: str) -> str:
    """A hint for `app.main` and `app.main:app`, as servers have it, and for a line behind a file."""
    for name in (path.partition(":")[0], path.partition(":")[0].replace(".", "/")):
        for meant in (name, f"{name}.py"):
            if name and os.path.exists(meant):
                return f"; did you mean {meant}?"
    return ""


class NoFilesError(Exception):
    """There is nothing to check below the paths that were asked for."""

    def __init__(self, paths: Iterable[str], kept_out: Iterable[KeptOut] = ()) -> None:
        reasons = sorted({each.reason for each in kept_out})
        why = f" but what is kept out ({', '.join(reasons)})" if reasons else ""
        super().__init__(f"no Python files found in {', '.join(paths)}{why}")


@dataclass(frozen=True)
class Exclusion:
    """What a configuration says about the files below a folder that are not to be checked.

    Without `exclude`, folders are passed over by their names.
    """

    exclude: Patterns | None = None
    extend_exclude: Patterns | None = None
    respects_ignore_files: bool = True


@dataclass(frozen=True)
class KeptOut:
    """Files with FastAPI in them that are not checked: one, or those in a folder.

    Of a folder that cannot be read, nobody knows how many there are: none are counted.
    """

    path: Path
    reason: str
    files: int


@dataclass
class FoundFiles:
    """The files to check, and what was found and kept out."""

    files: dict[Path, None] = field(default_factory=dict[Path, None])
    kept_out: dict[Path, KeptOut] = field(default_factory=dict[Path, KeptOut])


def find_files(
    paths: Iterable[str], exclusion_of: Callable[[Path], Exclusion] = lambda _folder: Exclusion()
) -> FoundFiles:
    """Return the absolute paths of all Python files that `paths` name or hold, each once.

    A path that is given is taken as it is, even where a folder above or a configuration would pass
    it over: to name something is to ask for it. `exclusion_of` says what holds in a folder.
    """
    asked = list(paths)
    found = FoundFiles()
    for path in asked:
        absolute = Path(os.path.abspath(path))
        if os.path.isdir(absolute):
            _Walk(absolute, exclusion_of, found).run()
        elif not os.path.exists(absolute):
            raise MissingPathError(path)
        elif absolute.suffix == ".py":
            found.files[absolute] = None
    if not found.files:
        raise NoFilesError(asked, found.kept_out.values())
    for file in found.files:
        found.kept_out.pop(file, None)
    return found


class _Walk:
    """Goes through a folder that was asked for, and all that is in it."""

    def __init__(
        self, start: Path, exclusion_of: Callable[[Path], Exclusion], found: FoundFiles
    ) -> None:
        # Slow to import, and needed here only: the plugin asks this module for the top of a project.
        from scoped_fastapi_check.project.ignore_files import IgnoreFiles

        self._start = start
        self._exclusion_of = exclusion_of
        self._found = found
        self._ignore_files = IgnoreFiles(start)

    def run(self) -> None:
        """Add the files."""
        for parent, folders, files in walk(self._start, self._note_unread):
            folder = Path(parent)
            exclusion = self._exclusion_of(folder)
            folders[:] = [
                name
                for name in sorted(folders)
                if not self._is_kept_out(folder, name, exclusion, is_folder=True)
            ]
            for name in sorted(files):
                if name.endswith(".py") and not self._is_kept_out(
                    folder, name, exclusion, is_folder=False
                ):
                    self._found.files[folder / name] = None

    def _is_kept_out(
        self, folder: Path, name: str, exclusion: Exclusion, *, is_folder: bool
    ) -> bool:
        path = folder / name
        if is_folder and _is_environment(path):
            return True
        if is_folder and exclusion.exclude is None and _is_passed_over(path):
            if name in _OUTPUT:
                self._note(path, f'folders called "{name}"')
            return True
        reason = self._reason(folder, name, exclusion, is_folder=is_folder)
        if reason is not None:
            self._note(path, reason)
        return reason is not None

    def _reason(
        self, folder: Path, name: str, exclusion: Exclusion, *, is_folder: bool
    ) -> str | None:
        path = folder / name
        for key, patterns in (
            ("exclude", exclusion.exclude),
            ("extend-exclude", exclusion.extend_exclude),
        ):
            # Where they match what was asked for, they have no say.
            if (
                patterns is not None
                and patterns.match(path, is_folder=is_folder)
                and not patterns.match(self._start, is_folder=True)
            ):
                return key
        if not exclusion.respects_ignore_files:
            return None
        ignored_by = self._ignore_files.ignoring(folder, name, is_folder=is_folder)
        return None if ignored_by is None else ignored_by.name

    def _note_unread(self, folder: str, reason: str) -> None:
        path = Path(folder)
        if os.path.lexists(path):
            # Often the data of a container, and nothing to worry about; how many files are in it nobody knows.
            self._found.kept_out[path] = KeptOut(path, reason, 0)

    def _note(self, path: Path, reason: str) -> None:
        count = _count(path)
        if count:
            self._found.kept_out[path] = KeptOut(path, reason, count)


def is_skipped(parent: Path, name: str) -> bool:
    """Tell whether a folder holds nothing that the project has written itself, as far as its name says."""
    path = parent / name
    return _is_passed_over(path) or _is_environment(path)


def _is_passed_over(path: Path) -> bool:
    name = path.name
    if name in _OUTPUT:
        return not os.path.isfile(path / "__init__.py")
    return name in SKIPPED_FOLDERS or name.startswith(".")


def _is_environment(folder: Path) -> bool:
    """Whether a folder is an environment, whatever it is called."""
    return any(os.path.exists(folder / marker) for marker in _ENVIRONMENTS)


def _count(path: Path) -> int:
    """How many files at or in a path have to do with FastAPI, as far as that is quickly known."""
    files = _python_files(path) if os.path.isdir(path) else iter([path])
    return sum(map(_speaks, files))


def _python_files(folder: Path) -> Iterator[Path]:
    left = _MOST_ENTRIES
    for parent, folders, files in walk(folder):
        left -= len(folders) + len(files)
        if left < 0:
            return
        path = Path(parent)
        folders[:] = [
            name
            for name in folders
            if name not in SKIPPED_FOLDERS
            and not name.startswith(".")
            and not _is_environment(path / name)
        ]
        for name in files:
            if name.endswith(".py"):
                yield path / name


def _speaks(path: Path) -> bool:
    from scoped_fastapi_check.project.source_file import speaks_of_fastapi

    try:
        return speaks_of_fastapi(read_regular(path, LARGEST_SOURCE))
    except OSError:
        return False


def project_top(
    folder: Path, tree: Path | None = None, known: dict[Path, list[Path]] | None = None
) -> Path | None:
    """Return the nearest folder at or above `folder` that looks like the top of a project.

    What another user has put above the folder `tree`, which is `folder` itself if it is not given, makes
    no project. In `known` is kept what stands in folders, from one call to the next, as long as the
    caller knows that nothing comes or goes.
    """
    known = {} if known is None else known
    for candidate in (folder, *folder.parents):
        if candidate not in known:
            known[candidate] = list(_markers(candidate))
        if any(not is_foreign(marker, tree or folder) for marker in known[candidate]):
            return candidate
    return None


def foreign_markers(folder: Path) -> list[Path]:
    """What would make a folder above `folder` the top of its project, if it did not belong to others."""
    found: list[Path] = []
    for candidate in (folder, *folder.parents):
        markers = list(_markers(candidate))
        foreign = [marker for marker in markers if is_foreign(marker, folder)]
        found += foreign
        if len(foreign) < len(markers):
            break
    return found


def _markers(folder: Path) -> Iterator[Path]:
    return (folder / name for name in PROJECT_MARKERS if os.path.exists(folder / name))
