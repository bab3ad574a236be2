"""Finds the table that holds for a folder, and reads it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.table import NAME, Table, plain_table
from scoped_fastapi_check.project.ownership import is_foreign
from scoped_fastapi_check.project.regular_files import LARGEST_SETTINGS, read_regular

__all__ = ["FILE", "Found", "Tables", "read_table"]

FILE: Final = "pyproject.toml"
# What the table is called by who has the package or the command in mind, however the words are divided.
_OTHER_NAMES: Final = ("scopedfastapi", "scopedfastapicheck")
_SEPARATORS: Final = str.maketrans("", "", "-_")


@dataclass(frozen=True)
class Found:
    """A table, and the file that it stands in."""

    file: Path
    table: Table

    @property
    def folder(self) -> Path:
        """What its paths and patterns start from."""
        return self.file.parent


@dataclass
class Tables:
    """The tables of all folders, each file read once.

    A `pyproject.toml` without the table is passed over, as if it were not there; so is one further up
    that belongs to another user.
    """

    looked_for: list[Path] = field(default_factory=list[Path])
    """The files that were read, or would have been if they were there."""
    _by_folder: dict[Path, Found | None] = field(default_factory=dict[Path, "Found | None"])

    def of(self, folder: Path) -> Found | None:
        """The table that holds for the files in a folder: the nearest one, from there upwards.

        Raises:
            ConfigurationError: it is wrong.
        """
        if folder in self._by_folder:
            return self._by_folder[folder]
        waiting: list[Path] = []
        found: Found | None = None
        for candidate in (folder, *folder.parents):
            if candidate in self._by_folder:
                found = self._by_folder[candidate]
                break
            waiting.append(candidate)
            file = candidate / FILE
            self.looked_for.append(file)
            table = (
                read_table(file) if os.path.isfile(file) and not is_foreign(file, folder) else None
            )
            if table is not None:
                found = Found(file, table)
                break
        self._by_folder.update(dict.fromkeys(waiting, found))
        return found


def read_table(file: Path) -> Table | None:
    """The table of a file; None where there is no such file, or no table in it.

    Raises:
        ConfigurationError: the table is wrong, or the file that mentions one is no TOML.
    """
    text = _read(file)
    if text is None or _OTHER_NAMES[0] not in _plain(text):
        return None
    try:
        document: Mapping[str, object] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        from scoped_fastapi_check.configuration.explanations import broken

        raise ConfigurationError(broken(file, error)) from error
    tools = document.get("tool")
    if not isinstance(tools, dict):
        return None
    return _table(cast("Mapping[str, object]", tools), file, text)


def _table(tools: Mapping[str, object], file: Path, text: str) -> Table | None:
    for other in tools:
        if other != NAME and _plain(other) in _OTHER_NAMES:
            from scoped_fastapi_check.configuration.explanations import misnamed

            raise ConfigurationError(misnamed(file, text, other))
    if NAME not in tools:
        return None
    values = tools[NAME]
    if isinstance(values, dict):
        values = cast("dict[str, object]", values)
        if (table := plain_table(values)) is not None:
            return table
    from scoped_fastapi_check.configuration.explanations import validated

    return validated(values, file, text)


def _plain(name: str) -> str:
    return name.translate(_SEPARATORS).lower()


def _read(file: Path) -> str | None:
    try:
        return read_regular(file, LARGEST_SETTINGS).decode("utf-8-sig", "surrogateescape")
    except (OSError, ValueError):
        return None
