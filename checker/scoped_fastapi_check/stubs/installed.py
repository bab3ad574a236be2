"""The FastAPI that is installed in an environment, read as text and never imported."""

from __future__ import annotations

import ast
import os
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.project.regular_files import (
    LARGEST_SETTINGS,
    LARGEST_SOURCE,
    read_regular,
)
from scoped_fastapi_check.stubs.errors import StubsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scoped_fastapi_check.project.environment import Environment

__all__ = ["InstalledFastAPI", "find_fastapi"]

PACKAGE = "fastapi"
_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class InstalledFastAPI:
    """A package of Python modules, and what can be imported beside it."""

    folder: Path
    version: str
    search_path: tuple[Path, ...]

    @cached_property
    def modules(self) -> Mapping[Path, ast.Module]:
        """All modules by their file within the package, parsed.

        Raises:
            StubsError: one cannot be read or parsed.
        """
        return {
            file.relative_to(self.folder): _parsed(file)
            for file in sorted(self.folder.rglob("*.py"))
            if "__pycache__" not in file.parts
        }

    def can_import(self, module: str) -> bool:
        """Tell whether there is a module of this name: a file or a folder, nothing is imported."""
        parts = module.split(".")
        if parts[0] in sys.stdlib_module_names:
            return True
        return any(_holds(folder, parts) for folder in self.search_path)


def find_fastapi(environment: Environment) -> InstalledFastAPI:
    """Return the FastAPI of an environment.

    Raises:
        StubsError: there is none.
    """
    for folder in environment.search_path:
        if os.path.isfile(folder / PACKAGE / "__init__.py"):
            return InstalledFastAPI(folder / PACKAGE, _version(folder), environment.search_path)
    raise StubsError(
        f"FastAPI is not installed in {environment.prefix}; "
        "name the interpreter that has it with --python"
    )


def _version(folder: Path) -> str:
    for metadata in sorted(folder.glob(f"{PACKAGE}-*.dist-info/METADATA")):
        if (version := _version_in(metadata)) is not None:
            return version
    # Installed from its repository, it says so itself.
    for statement in _parsed(folder / PACKAGE / "__init__.py").body:
        match statement:
            case ast.Assign(
                targets=[ast.Name(id="__version__")], value=ast.Constant(value=str(version))
            ):
                return version
            case _:
                pass
    return "of an unknown version"


def _version_in(metadata: Path) -> str | None:
    try:
        text = read_regular(metadata, LARGEST_SETTINGS).decode("utf-8", errors="replace")
    except OSError:
        return None
    found = _VERSION.search(text)
    return None if found is None else found[1]


def _parsed(file: Path) -> ast.Module:
    try:
        return ast.parse(read_regular(file, LARGEST_SOURCE), str(file))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise StubsError(f"{file} of FastAPI cannot be read: {error}") from error


def _holds(folder: Path, parts: Sequence[str]) -> bool:
    place = folder.joinpath(*parts)
    if os.path.isfile(place / "__init__.py") or os.path.isfile(f"{place}.py"):
        return True
    return os.path.isdir(place.parent) and any(place.parent.glob(f"{place.name}.*.so"))
