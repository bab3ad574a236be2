"""The Python that a project says it needs: `requires-python`, or `python_requires` of setuptools."""

from __future__ import annotations

import configparser
import os
import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.project.regular_files import LARGEST_SETTINGS, read_regular

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["allowed_version", "allows", "required_of", "required_python"]

# What a project may require, and more releases of each than there will be.
_MINORS: Final = range(7, 21)
_MICROS: Final = range(40)
# Longer than anybody writes it, and each part is held against each version.
_LONGEST: Final = 500
# What nearly all say. Importing what reads the rest takes longer than checking some projects.
_AT_LEAST: Final = re.compile(r"\s*>=\s*(\d{1,3})\.(\d{1,3})(?:\.\d{1,3})?\s*")


def required_python(top: Path) -> str | None:
    """Return what the project at `top` requires, as it stands there; None if it does not say."""
    return _of_pyproject(top / "pyproject.toml") or _of_setup(top / "setup.cfg")


def required_of(file: Path) -> str | None:
    """Return what the nearest project around `file` requires."""
    for folder in file.parents:
        if os.path.exists(folder / "pyproject.toml") or os.path.exists(folder / "setup.cfg"):
            return required_python(folder)
    return None


def allows(required: str, version: tuple[int, int]) -> bool:
    """Whether any release of this version of Python is one that a project requires.

    What cannot be read requires nothing.
    """
    if len(required) > _LONGEST:
        return True
    if least := _AT_LEAST.fullmatch(required):
        return version >= (int(least[1]), int(least[2]))
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(required)
    except InvalidSpecifier:
        return True
    major, minor = version
    return any(specifiers.contains(f"{major}.{minor}.{micro}") for micro in _MICROS)


def allowed_version(required: str | None, version: tuple[int, int]) -> tuple[int, int]:
    """Return `version` if the project allows it, else the nearest that it allows.

    It is for a checker that nobody told a version: the Python at hand may be another than the
    project is written for.
    """
    if required is None or allows(required, version):
        return version
    allowed = [(3, minor) for minor in _MINORS if allows(required, (3, minor))]
    return min(allowed, key=lambda each: abs(each[1] - version[1]), default=version)


def _of_pyproject(file: Path) -> str | None:
    try:
        document: dict[str, Any] = tomllib.loads(read_regular(file, LARGEST_SETTINGS).decode())
        required = document["project"]["requires-python"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return required if isinstance(required, str) else None


def _of_setup(file: Path) -> str | None:
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(read_regular(file, LARGEST_SETTINGS).decode())
        return parser.get("options", "python_requires", fallback=None)
    except (OSError, ValueError, configparser.Error):
        return None
