"""Where the programs of checkers are looked for, and what they are started with.

Programs come from the person who runs the command, never from the tree that is checked: whoever can
write there could put a program of that name into its `.venv` or its `node_modules`. A person may say
with `--trust` that those of the tree are to be started all the same; no file can.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scoped_fastapi_check.project.environment import Environment

__all__ = ["NO_PROGRAMS", "TreePrograms", "child_variables", "find_program", "tree_programs"]

# What tells a program which environment is activated; we say which one it is to read.
_ENVIRONMENTS: Final = ("VIRTUAL_ENV", "CONDA_PREFIX")


@dataclass(frozen=True, slots=True)
class TreePrograms:
    """The folders that a project has programs of its own in, and whether those may be started."""

    folders: tuple[Path, ...] = ()
    are_trusted: bool = False

    def find(self, name: str) -> str | None:
        """The program of this name that the project has, started or not."""
        return _first(name, self.folders)


NO_PROGRAMS: Final = TreePrograms()


def tree_programs(environment: Environment, top: Path, *, are_trusted: bool) -> TreePrograms:
    """The programs of a project: those of its environment, and those that npm has installed for it."""
    of_npm = top / "node_modules" / ".bin"
    # Beside our own Python we look in any case.
    of_environment = () if environment.is_ours else (Path(environment.executable).parent,)
    return TreePrograms((*of_environment, of_npm), are_trusted)


def find_program(name: str, top: Path, tree: TreePrograms = NO_PROGRAMS) -> str | None:
    """The program of a checker: beside our own Python, or on the path, but not in the tree below `top`.

    Beside our own Python even where that is in the tree: whoever starts it trusts it. Those of `tree` come
    before all others where they are trusted.
    """
    if tree.are_trusted and (found := tree.find(name)) is not None:
        return found
    return _first(name, [*_beside_us(), *_search_path(top)])


def _first(name: str, folders: Iterable[str | Path]) -> str | None:
    for folder in folders:
        if (found := shutil.which(os.path.join(folder, name))) is not None:
            return os.path.abspath(found)
    return None


def child_variables(top: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Our environment variables for a program that is started elsewhere, and `more`.

    Nothing in PATH and PYTHONPATH leads into the tree below `top`.
    """
    variables = {name: value for name, value in os.environ.items() if name not in _ENVIRONMENTS}
    variables["PATH"] = os.pathsep.join(_search_path(top))
    # They may be relative to the folder that we were started in.
    folders = map(os.path.abspath, filter(None, variables.pop("PYTHONPATH", "").split(os.pathsep)))
    if outside := [folder for folder in folders if not _is_inside(folder, top)]:
        variables["PYTHONPATH"] = os.pathsep.join(outside)
    variables["PYTHONSAFEPATH"] = "1"
    return {**variables, **more}


def _beside_us() -> Iterator[str]:
    yield sysconfig.get_path("scripts")
    yield os.path.dirname(sys.executable)


def _search_path(top: Path) -> list[str]:
    """The folders of PATH without those in the tree, and without those that depend on where one is."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return [folder for folder in folders if os.path.isabs(folder) and not _is_inside(folder, top)]


def _is_inside(folder: str, top: Path) -> bool:
    if _home().is_relative_to(top):
        # A marker in somebody's home makes it the top of all that is in it, `~/.local/bin` included.
        return False
    places = {Path(os.path.abspath(folder)), Path(os.path.realpath(folder))}
    tops = {top, Path(os.path.realpath(top))}
    return any(place.is_relative_to(each) for place in places for each in tops)


def _home() -> Path:
    return Path(os.path.realpath(os.path.expanduser("~")))
