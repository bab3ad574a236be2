"""Writes a folder as a whole: all of it or nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.project.links import leads_outside
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular
from scoped_fastapi_check.stubs.errors import StubsError
from scoped_fastapi_check.stubs.generation import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["differing_files", "write_package"]


def differing_files(target: Path, files: Mapping[Path, str]) -> list[Path]:
    """Return which files of the folder are not as they should be, missing and superfluous ones included.

    Raises:
        StubsError: it cannot be read.
    """
    try:
        held = _bytes_in(target)
    except OSError as error:
        raise StubsError(f"{target} cannot be read: {error.strerror or error}") from error
    wanted = {name: text.encode("utf-8") for name, text in files.items()}
    return sorted(name for name in {*held, *wanted} if held.get(name) != wanted.get(name))


def write_package(target: Path, files: Mapping[Path, str]) -> bool:
    """Make the folder hold these files and no others; tell whether anything had to be changed.

    The files are written beside the target and then moved there, so that it never holds a part.

    Raises:
        StubsError: it cannot be written, or holds what somebody else has made.
    """
    if leads_outside(target):
        raise StubsError(
            f"{target} is not written: links lead out of its folder; name the folder that they lead to"
        )
    try:
        if os.path.isdir(target) and not differing_files(target, files):
            return False
        _refuse_foreign(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as scratch:
            new, old = Path(scratch, "new"), Path(scratch, "old")
            _write(new, files)
            _replace(target, new, old)
    except OSError as error:
        raise StubsError(f"{target} cannot be written: {error.strerror or error}") from error
    return True


def _write(folder: Path, files: Mapping[Path, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _replace(target: Path, new: Path, old: Path) -> None:
    """Put one folder in the place of another; what was there comes back if that fails."""
    existed = os.path.exists(target)
    if existed:
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if existed:
            old.rename(target)
        raise


def _bytes_in(folder: Path) -> dict[Path, bytes]:
    """Return the files of a folder, none if there is none."""
    return {
        file.relative_to(folder): read_regular(file, LARGEST_SOURCE)
        for file in folder.rglob("*")
        if os.path.isfile(file)
    }


def _refuse_foreign(target: Path) -> None:
    """Leave alone what was not made by this command."""
    if not os.path.exists(target):
        return
    if not os.path.isfile(target / "__init__.pyi"):
        raise StubsError(_foreign(target))
    for file in sorted(target.rglob("*")):
        if not os.path.isdir(file) or file.is_symlink():
            _refuse_foreign_file(file)


def _refuse_foreign_file(file: Path) -> None:
    if file.is_symlink() or not os.path.isfile(file):
        raise StubsError(_foreign(file))
    with file.open("rb") as stream:
        beginning = stream.read(len(MARK.encode()))
    is_ours = beginning == MARK.encode() if file.suffix == ".pyi" else not beginning
    if not is_ours or (file.suffix != ".pyi" and file.name != "py.typed"):
        raise StubsError(_foreign(file))


def _foreign(path: Path) -> str:
    return f"{path} was not made by this command; remove it, or name another folder with --output"
