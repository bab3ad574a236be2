"""What a checker needs of an environment, in a form that it reads and has no reason to run.

The packages that an editable install maps one by one are found in a folder of links, and the folders for
packages in an environment that holds nothing but their names: what runs an interpreter where it is given
one (pyright) gets none.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.project.environment import Environment

__all__ = ["linked_folder", "readable_environment", "searched_folders"]

_LINKS: Final = "editable"
_READABLE: Final = "environment"


def searched_folders(environment: Environment, top: Path, own: Path) -> list[Path]:
    """The folders that hold what is installed; links are made in `own`."""
    return [*environment.packages, *linked_folder(environment, top, own)]


def linked_folder(environment: Environment, top: Path, own: Path) -> list[Path]:
    """A folder in `own` that holds links to the packages of editable installs, if there are any.

    What one leads to in the project itself, below `top`, is found there by its imports.
    """
    links = own / _LINKS
    for name, place in environment.mapped:
        is_found = any(os.path.exists(folder / name) for folder in environment.packages)
        if name.isidentifier() and not is_found and not place.is_relative_to(top):
            # On Windows not everybody may make links; it is not found then, as by the checkers alone.
            with contextlib.suppress(OSError):
                links.mkdir(exist_ok=True)
                link = links / (name if os.path.isdir(place) else f"{name}{place.suffix}")
                if not link.is_symlink():
                    link.symlink_to(place)
    return [links] if os.path.isdir(links) else []


def readable_environment(environment: Environment, top: Path, own: Path) -> Path:
    """Make an environment without an interpreter whose only content is the folders for packages."""
    made = own / _READABLE
    version = ".".join(map(str, environment.version))
    library = made / "Lib" if sys.platform == "win32" else made / "lib" / f"python{version}"
    packages = library / "site-packages"
    packages.mkdir(parents=True, exist_ok=True)
    folders = map(str, searched_folders(environment, top, own))
    # A name with a line break in it cannot be written there.
    lines = [f"{folder}\n" for folder in folders if len(folder.splitlines()) == 1]
    packages.joinpath("folders.pth").write_text("".join(lines), encoding="utf-8")
    return made
