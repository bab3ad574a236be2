"""The environment in which the application's own dependencies are installed: read, never run.

Whoever can write into a tree can put a program into its `.venv`. So no interpreter is started to learn
what can be imported: everything that matters stands in files (`installed_folders`).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project.installed_folders import (
    added_folders,
    mapped_packages,
    our_site_folders,
    path_files,
    python_folders,
    read_settings,
    site_folders,
    standard_library,
    system_site_folders,
    version_of_folder,
)
from scoped_fastapi_check.project.ownership import is_foreign
from scoped_fastapi_check.project.regular_files import LARGEST_SETTINGS, is_endless, size_of_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "BadInterpreterError",
    "Environment",
    "choose_environment",
    "environment_to_run",
    "read_environment",
]

_NUMBERS: Final = re.compile(r"(\d{1,3})\.(\d{1,3})(?!\d)")
_LIBRARY_OF_WINDOWS: Final = re.compile(r"python(\d)(\d+)\.dll", re.IGNORECASE)
_MARK: Final = "pyvenv.cfg"


class BadInterpreterError(Exception):
    """Something that was named as a Python environment is none."""


@dataclass(frozen=True)
class Environment:
    """What can be imported in an environment.

    `executable` is its interpreter, which need not be there: nothing but `routes MODULE:ATTRIBUTE` starts
    it. `added` are folders outside of it that its packages are found in, for editable installs.
    """

    executable: str
    prefix: Path
    version: tuple[int, int]
    library: tuple[Path, ...]
    """The standard library."""
    site_folders: tuple[Path, ...]
    """The folders that packages are installed in."""
    added: tuple[Path, ...] = ()
    mapped: tuple[tuple[str, Path], ...] = ()
    """Packages that an editable install leads to one by one."""

    @property
    def is_ours(self) -> bool:
        """Tell whether this command runs in it, too."""
        return self.prefix == Path(sys.prefix)

    @property
    def search_path(self) -> tuple[Path, ...]:
        """Where modules are looked for, in this order."""
        parents = [place.parent for name, place in self.mapped if place.name == name]
        return tuple(dict.fromkeys([*self.library, *self.packages, *parents]))

    @property
    def packages(self) -> tuple[Path, ...]:
        """Where modules are looked for besides the standard library."""
        return tuple(dict.fromkeys([*self.site_folders, *self.added]))

    @property
    def has_fastapi(self) -> bool:
        """Tell whether FastAPI is installed."""
        if any(name == "fastapi" for name, _ in self.mapped):
            return True
        return any(os.path.isfile(folder / "fastapi" / "__init__.py") for folder in self.packages)

    def installed_names(self) -> frozenset[str]:
        """Return the top-level names of everything that is installed there."""
        names: set[str] = set()
        for folder in self.site_folders:
            try:
                names.update(entry.partition(".")[0] for entry in os.listdir(folder))
            except OSError:
                continue
        return frozenset(names)


def read_environment(place: str) -> Environment:
    """Read the environment of an interpreter, or of the folder that it is in.

    Raises:
        BadInterpreterError: it is neither.
    """
    # A folder `env` is meant before the program of that name.
    named = place if os.path.isdir(place) else shutil.which(place)
    path = Path(os.path.abspath(named or place))
    if os.path.isdir(path):
        found = _of_prefix(path, None)
    elif os.path.isfile(path):
        found = _of_program(path)
    else:
        raise BadInterpreterError(f"there is neither a Python interpreter nor a folder {place}")
    if found is None:
        raise BadInterpreterError(
            f"{place} is neither a Python interpreter nor the folder of an environment; "
            "environments are read, so name the interpreter itself and no script that starts it"
        )
    return found


def choose_environment(
    python: str | None, top: Path, tree: Path, say: Callable[[str], None]
) -> Environment:
    """Return the environment that was named, or the one of the project at `top`.

    `tree` is the folder of it that was asked for. `say` is told when one is used that was neither named nor is our own, or not used because it belongs
    to somebody else.

    Raises:
        BadInterpreterError: what was named is no environment.
    """
    if python:
        return read_environment(python)
    return _announced(_found(_in_project(top, tree, say)), say)


def environment_to_run(python: str | None, say: Callable[[str], None]) -> Environment:
    """Return the environment whose interpreter may be started: the one that was named or activated, or ours.

    Raises:
        BadInterpreterError: it is no environment, or has no interpreter.
    """
    environment = read_environment(python) if python else _announced(_found([]), say)
    if not os.path.isfile(environment.executable):
        raise BadInterpreterError(f"there is no interpreter {environment.executable}")
    return environment


def _announced(environment: Environment, say: Callable[[str], None]) -> Environment:
    if not environment.is_ours:
        version = ".".join(map(str, environment.version))
        say(f"using the environment {environment.prefix} (Python {version})")
    return environment


def _found(folders: Iterator[Path] | list[Path]) -> Environment:
    """Choose among the activated environment, these, and our own.

    The first that has FastAPI is the right one: a virtual environment that was made for
    something else lies in many a project. Where none has it, the first one is blamed.
    """
    environments: list[Environment] = []
    for folder in dict.fromkeys([*_activated(), *folders]):
        if folder == Path(sys.prefix):
            break
        environment = _of_prefix(folder, None)
        if environment is None:
            continue
        if environment.has_fastapi:
            return environment
        environments.append(environment)
    ours = _ours()
    return ours if ours.has_fastapi or not environments else environments[0]


def _activated() -> Iterator[Path]:
    activated = os.environ.get("VIRTUAL_ENV")
    # pre-commit activates the environment that it made for us; the user's is another one.
    is_hook = "PRE_COMMIT" in os.environ and activated == sys.prefix
    if activated and not is_hook:
        yield Path(activated)


def _in_project(top: Path, tree: Path, say: Callable[[str], None]) -> Iterator[Path]:
    for folder in dict.fromkeys([top, Path.cwd()]):
        for name in (".venv", "venv"):
            place = folder / name
            if not os.path.lexists(place):
                continue
            if is_foreign(place, tree):
                say(f"not using the environment {place}: it belongs to another user")
            else:
                yield place


def _of_program(program: Path) -> Environment | None:
    """The environment of an interpreter: where it is called, or else where it really is."""
    if not _may_be_python(program):
        return None
    for place in dict.fromkeys([program, Path(os.path.realpath(program))]):
        # As Python itself looks for `pyvenv.cfg`: beside the program, and above its folder.
        for prefix in (place.parent, place.parent.parent):
            environment = _of_prefix(prefix, program)
            if environment is not None:
                return environment
    return None


def _may_be_python(program: Path) -> bool:
    # Nothing but its name tells that of a program that is not started.
    names = {program.name, os.path.basename(os.path.realpath(program))}
    return any(name.lower().startswith(("python", "pypy")) for name in names)


def _of_prefix(prefix: Path, program: Path | None) -> Environment | None:
    """The environment in a folder; None where there is none, or none that a checker comes to the end of."""
    if program is None and prefix == Path(sys.prefix):
        return _ours()
    if is_endless(prefix / _MARK, LARGEST_SETTINGS):
        return None
    found = _read_prefix(prefix, program)
    # They pass over a `.pth` file that is no file.
    files = [] if found is None else [each for f in found.site_folders for each in path_files(f)]
    return None if any(size_of_large(file, LARGEST_SETTINGS) for file in files) else found


def _read_prefix(prefix: Path, program: Path | None) -> Environment | None:
    settings = read_settings(prefix / _MARK)
    version = _version(prefix, program, settings)
    if version is None:
        return None
    executable = str(program or _program(prefix))
    if settings is None:
        if not python_folders(prefix) and not os.path.isdir(prefix / "Lib" / "site-packages"):
            return None
        folders = system_site_folders(prefix, version)
        return _read(executable, prefix, version, standard_library(prefix, version), folders)
    folders = site_folders(prefix, version)
    base = _base(settings)
    if base is not None and settings.get("include-system-site-packages", "").lower() == "true":
        folders += system_site_folders(base, version)
    return _read(executable, prefix, version, standard_library(base, version), folders)


def _ours() -> Environment:
    version = sys.version_info[:2]
    library = standard_library(None, version)
    return _read(sys.executable, Path(sys.prefix), version, library, our_site_folders())


def _read(
    executable: str,
    prefix: Path,
    version: tuple[int, int],
    library: list[Path],
    folders: list[Path],
) -> Environment:
    added = [each for folder in folders for each in added_folders(folder)]
    mapped = [each for folder in folders for each in mapped_packages(folder)]
    return Environment(
        executable, prefix, version, tuple(library), tuple(folders), tuple(added), tuple(mapped)
    )


def _version(
    prefix: Path, program: Path | None, settings: dict[str, str] | None
) -> tuple[int, int] | None:
    """The version: as `pyvenv.cfg` says, or the names of the interpreter and of folders."""
    if settings is not None:
        # venv writes `version`, virtualenv and uv write `version_info`.
        for name in ("version", "version_info"):
            if found := _NUMBERS.match(settings.get(name, "")):
                return int(found[1]), int(found[2])
    if program is not None:
        for place in (program, Path(os.path.realpath(program))):
            if version := version_of_folder(place):
                return version
    for folder in python_folders(prefix):
        if version := version_of_folder(folder):
            return version
    return _version_on_windows(prefix)


def _version_on_windows(prefix: Path) -> tuple[int, int] | None:
    if not os.path.isfile(prefix / "python.exe"):
        return None
    for name in sorted(os.listdir(prefix)):
        if found := _LIBRARY_OF_WINDOWS.fullmatch(name):
            return int(found[1]), int(found[2])
    return None


def _base(settings: dict[str, str]) -> Path | None:
    """The prefix of the Python that a virtual environment was made with."""
    home = settings.get("home", "")
    if not os.path.isabs(home) or "\0" in home:
        return None
    folder = Path(os.path.realpath(home))
    return folder.parent if folder.name == "bin" else folder


def _program(prefix: Path) -> Path:
    for program in (
        prefix / "bin" / "python",
        prefix / "bin" / "python3",
        prefix / "Scripts" / "python.exe",
        prefix / "python.exe",
    ):
        if os.path.isfile(program):
            return program
    return prefix / "bin" / "python"
