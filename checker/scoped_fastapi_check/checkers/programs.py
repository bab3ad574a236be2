"""Where the programs of checkers are looked for, and what they are started with.

Programs come from the person who runs the command, never from the tree that is checked: whoever can
write there could put a program of that name into its `.venv` or its `node_modules`.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["child_variables", "find_program"]

# What tells a program which environment is activated; we say which one it is to read.
_ENVIRONMENTS: Final = ("VIRTUAL_ENV", "CONDA_PREFIX")


def find_program(name: str, top: Path) -> str | None:
    """The program of a checker: beside our own Python, or on the path, but not in the tree below `top`.

    Beside our own Python even where that is in the tree: whoever starts it trusts it.
    """
    for folder in [*_beside_us(), *_search_path(top)]:
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
