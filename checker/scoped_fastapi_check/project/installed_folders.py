"""Where Python finds packages, read from the files of an environment: nothing of it is started.

What an interpreter would say about itself stands in `pyvenv.cfg`, in the names of folders, in `.pth`
files and in the finders that editable installs leave behind. A line of a `.pth` file that begins with
`import` is code, and is not read.
"""

from __future__ import annotations

import ast
import os
import re
import site
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project.regular_files import LARGEST_SETTINGS, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "added_folders",
    "mapped_packages",
    "our_site_folders",
    "path_files",
    "python_folders",
    "read_settings",
    "site_folders",
    "standard_library",
    "system_site_folders",
    "version_of_folder",
]

_LIBRARIES: Final = ("lib", "lib64")
_VERSIONED: Final = re.compile(r"(?:python|pypy)(\d{1,3})\.(\d{1,3})t?")
_FINDER: Final = "__editable___*_finder.py"
# More `.pth` files and lines than that no environment has.
_MOST: Final = 10_000


def read_settings(file: Path) -> dict[str, str] | None:
    """The lines `name = value` of a `pyvenv.cfg`; None where there is no such file."""
    try:
        text = read_regular(file, LARGEST_SETTINGS).decode("utf-8", errors="replace")
    except (OSError, ValueError):
        return None
    settings: dict[str, str] = {}
    for line in text.splitlines():
        name, separator, value = line.partition("=")
        if separator:
            settings[name.strip().lower()] = value.strip()
    return settings


def python_folders(prefix: Path) -> list[Path]:
    """The folders such as `lib/python3.12` of a prefix, the newest version first."""
    found: dict[Path, tuple[int, int]] = {}
    for library in _LIBRARIES:
        for folder in _entries(prefix / library):
            match = _VERSIONED.fullmatch(folder.name)
            # One of the two libraries is often a link to the other.
            if match and os.path.isdir(folder) and folder.resolve() not in map(Path.resolve, found):
                found[folder] = int(match[1]), int(match[2])
    return sorted(found, key=lambda folder: found[folder], reverse=True)


def version_of_folder(folder: Path) -> tuple[int, int] | None:
    """The version that the name of a folder or a program has in it: `python3.12`."""
    match = _VERSIONED.fullmatch(folder.name.removesuffix(".exe"))
    return (int(match[1]), int(match[2])) if match else None


def site_folders(prefix: Path, version: tuple[int, int]) -> list[Path]:
    """The folders of a prefix that packages are installed in."""
    candidates = [
        folder / name
        for folder in python_folders(prefix)
        if version_of_folder(folder) == version
        for name in ("site-packages", "dist-packages")
    ]
    candidates.append(prefix / "Lib" / "site-packages")
    return _existing(candidates)


def system_site_folders(prefix: Path, version: tuple[int, int]) -> list[Path]:
    """The folders that a Python which is no virtual environment finds packages in.

    The user's own folder is among them, and those of Debian.
    """
    numbers = ".".join(map(str, version))
    candidates: list[Path] = []
    if site.ENABLE_USER_SITE:
        candidates.append(Path.home() / ".local" / "lib" / f"python{numbers}" / "site-packages")
    if prefix == Path("/usr"):
        candidates.append(Path(f"/usr/local/lib/python{numbers}/dist-packages"))
    candidates += site_folders(prefix, version)
    if version[0] == 3:
        candidates.append(prefix / "lib" / "python3" / "dist-packages")
    return _existing(candidates)


def our_site_folders() -> list[Path]:
    """The folders in which this very Python finds packages."""
    folders = [
        *site.getsitepackages(),
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
    ]
    if site.ENABLE_USER_SITE:
        folders.insert(0, site.getusersitepackages())
    return _existing(map(Path, folders))


def standard_library(base: Path | None, version: tuple[int, int]) -> list[Path]:
    """The standard library of the Python below `base`; ours where there is none to read."""
    if base is not None:
        folders = [each for each in python_folders(base) if version_of_folder(each) == version]
        for folder in [*folders, base / "Lib"]:
            if os.path.isfile(folder / "os.py"):
                return _existing([folder, folder / "lib-dynload"])
    ours = Path(sysconfig.get_path("stdlib"))
    return _existing([ours, ours / "lib-dynload"])


def path_files(folder: Path) -> list[Path]:
    """The `.pth` files in a folder for packages."""
    # Python skips hidden ones since somebody hid a program in one.
    files = (file for file in _entries(folder) if not file.name.startswith("."))
    return sorted(file for file in files if file.suffix == ".pth")


def added_folders(folder: Path) -> Iterator[Path]:
    """The folders that the `.pth` files in a folder for packages add to the search path."""
    for file in path_files(folder):
        for line in _lines(file):
            if not line or line.startswith(("#", "import ", "import\t")):
                continue
            try:
                named = Path(os.path.abspath(folder / line))
                if os.path.isdir(named):
                    yield named
            except (OSError, ValueError):
                continue


def mapped_packages(folder: Path) -> Iterator[tuple[str, Path]]:
    """The packages that the finders of editable installs lead to, by their names."""
    for file in sorted(_entries(folder)):
        if not file.match(_FINDER):
            continue
        try:
            tree = ast.parse(read_regular(file, LARGEST_SETTINGS))
        except (OSError, ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        for statement in tree.body:
            match statement:
                case (
                    ast.AnnAssign(target=ast.Name(id="MAPPING"), value=ast.Dict() as mapping)
                    | ast.Assign(targets=[ast.Name(id="MAPPING")], value=ast.Dict() as mapping)
                ):
                    yield from _texts(mapping)
                case _:
                    pass


def _texts(mapping: ast.Dict) -> Iterator[tuple[str, Path]]:
    for key, value in zip(mapping.keys, mapping.values, strict=True):
        match key, value:
            case ast.Constant(value=str(name)), ast.Constant(value=str(place)):
                if os.path.isabs(place) and _can_be(place):
                    yield name, Path(place)
            case _:
                pass


def _can_be(name: str) -> bool:
    """Whether a file can have this name: not with NUL in it, and not with half a character."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False


def _lines(file: Path) -> list[str]:
    try:
        text = read_regular(file, LARGEST_SETTINGS).decode("utf-8-sig", errors="surrogateescape")
    except (OSError, ValueError):
        return []
    return [line.strip() for line in text.splitlines()[:_MOST]]


def _entries(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in os.listdir(folder)]
    except (OSError, ValueError):
        return []


def _existing(folders: Iterable[Path]) -> list[Path]:
    return [folder for folder in dict.fromkeys(folders) if os.path.isdir(folder)]
