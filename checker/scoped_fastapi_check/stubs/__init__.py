"""Stubs of the FastAPI that is installed, typed better where types can say more.

FastAPI is read, never imported. Each module becomes a stub of all that can be seen from outside;
then the fragments of the overlay are merged in.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.stubs.errors import StubsError
from scoped_fastapi_check.stubs.generation import generate
from scoped_fastapi_check.stubs.installed import find_fastapi
from scoped_fastapi_check.stubs.overlay import read_overlay
from scoped_fastapi_check.stubs.writing import differing_files, write_package

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.project.environment import Environment

__all__ = ["Compared", "StubsError", "Written", "compare_stubs", "write_stubs"]

_PACKAGE: Final = "fastapi"


@dataclass(frozen=True)
class Written:
    """What was written, and whether it differs from what was there."""

    folder: Path
    version: str
    """The version of FastAPI."""
    changed: bool


@dataclass(frozen=True)
class Compared:
    """How what is there differs from what would be written."""

    folder: Path
    version: str
    """The version of FastAPI that is installed."""
    differing: list[Path]
    """The files that are missing, stale, edited or superfluous, by their place in the folder."""
    is_missing: bool
    """There is no folder at all."""


def compare_stubs(environment: Environment, output: Path) -> Compared:
    """Compare the stubs of a folder with those that would be written there; nothing is written.

    Raises:
        StubsError: FastAPI is not there or not as expected, or the folder cannot be read.
    """
    installed = find_fastapi(environment)
    folder = output / _PACKAGE
    differing = differing_files(folder, generate(installed, read_overlay()))
    return Compared(folder, installed.version, differing, not os.path.isdir(folder))


def write_stubs(environment: Environment, output: Path) -> Written:
    """Write the stubs of the FastAPI of an environment into a folder.

    Raises:
        StubsError: FastAPI is not there or not as expected, or the folder cannot be written.
            Nothing was changed.
    """
    installed = find_fastapi(environment)
    files = generate(installed, read_overlay())
    folder = output / _PACKAGE
    return Written(folder, installed.version, write_package(folder, files))
