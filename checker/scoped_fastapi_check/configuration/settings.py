"""What holds for a file: the command line, then the table that is nearest, then what is usual."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.loading import Found, Tables, read_table
from scoped_fastapi_check.configuration.selecting import selection_of
from scoped_fastapi_check.configuration.table import NAME, Table
from scoped_fastapi_check.diagnostics.selection import Layer, Selection
from scoped_fastapi_check.project.display import displayed
from scoped_fastapi_check.project.files import Exclusion
from scoped_fastapi_check.project.patterns import Patterns

__all__ = ["Configuration", "Group", "Options", "Settings"]


@dataclass(frozen=True)
class Options:
    """What the command line says that a table may say, too; None or empty: nothing."""

    checker: str | None = None
    python: str | None = None
    codes: Layer = field(default_factory=Layer)
    config: Path | None = None
    """Read this file, and no other."""
    isolated: bool = False
    """Read no file."""
    baseline: Path | None = None
    no_baseline: bool = False
    trust: bool = False
    """Programs of the project may be started; no table can say so."""


@dataclass(frozen=True)
class Settings:
    """What holds for the files that one table is about."""

    file: Path | None = None
    """The file with the table."""
    table: Table = field(default_factory=Table)
    checker: str | None = None
    python: str | None = None
    codes: Layer = field(default_factory=Layer)
    """What the command line says about the codes."""
    selection: Selection = field(default_factory=Selection)
    exclusion: Exclusion = field(default_factory=Exclusion)
    baseline: Path | None = None
    blocking: tuple[str, ...] = ()
    trust: bool = False
    """Whether the person who checks allows programs of the project to be started."""


@dataclass(frozen=True)
class Group:
    """Files that have their settings from the same table."""

    settings: Settings
    files: tuple[Path, ...]


class Configuration:
    """The settings of all folders, as they are on disk when it is made."""

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._tables = Tables()
        self._named = _named(self._options.config)
        self._settings: dict[Path | None, Settings] = {}

    def of(self, folder: Path) -> Settings:
        """The settings of the files in a folder.

        Raises:
            ConfigurationError: the table that is nearest is wrong.
        """
        found = self._found(folder)
        key = None if found is None else found.file
        if key not in self._settings:
            self._settings[key] = _settings(found, self._options)
        return self._settings[key]

    def exclusion_of(self, folder: Path) -> Exclusion:
        """What is not to be checked of the files in a folder."""
        return self.of(folder).exclusion

    def groups(self, files: Iterable[Path]) -> list[Group]:
        """The files by their settings, in the order in which they come."""
        members: dict[Path | None, list[Path]] = {}
        for path in files:
            members.setdefault(self.of(path.parent).file, []).append(path)
        return [Group(self._settings[key], tuple(paths)) for key, paths in members.items()]

    def _found(self, folder: Path) -> Found | None:
        if self._options.isolated:
            return None
        return self._named or self._tables.of(folder)


def _named(config: Path | None) -> Found | None:
    if config is None:
        return None
    file = Path(os.path.abspath(config))
    if not os.path.isfile(file):
        raise ConfigurationError(f"there is no file {displayed(file)}")
    table = read_table(file)
    if table is None:
        raise ConfigurationError(f"{displayed(file)} has no table [tool.{NAME}]")
    return Found(file, table)


def _settings(found: Found | None, options: Options) -> Settings:
    table = Table() if found is None else found.table
    folder = Path.cwd() if found is None else found.folder
    file = None if found is None else found.file
    return Settings(
        file=file,
        table=table,
        checker=options.checker or table.checker,
        python=options.python or _path(table.python, folder),
        codes=options.codes,
        selection=selection_of(table, folder, options.codes),
        exclusion=Exclusion(
            None if table.exclude is None else Patterns(folder, table.exclude),
            Patterns(folder, table.extend_exclude) if table.extend_exclude else None,
            table.respect_gitignore,
        ),
        baseline=_baseline(table, folder, options),
        blocking=table.blocking,
        trust=options.trust,
    )


def _baseline(table: Table, folder: Path, options: Options) -> Path | None:
    if options.no_baseline:
        return None
    if options.baseline is not None:
        return options.baseline
    return None if table.baseline is None else folder / table.baseline


def _path(text: str | None, folder: Path) -> str | None:
    """The path that a table names; a name without a slash may also be that of a command."""
    if text is None:
        return None
    path = folder / Path(text).expanduser()
    is_command = not _has_separator(text) and not os.path.exists(path)
    return text if is_command else str(path)


def _has_separator(text: str) -> bool:
    separators: Sequence[str] = [os.sep, *([os.altsep] if os.altsep else [])]
    return any(separator in text for separator in separators)
