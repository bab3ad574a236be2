"""What the configuration of a project says about its checkers: which they are, where imports start.

A file that cannot be read configures nothing; the checkers themselves complain about it.
"""

from __future__ import annotations

import configparser
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from scoped_fastapi_check.project.regular_files import LARGEST_SETTINGS, read_regular

__all__ = ["Configured", "configured_checkers"]

Table = Mapping[str, Any]

_FILES: Final = {
    "mypy": ("mypy.ini", ".mypy.ini"),
    "pyright": ("pyrightconfig.json",),
    "basedpyright": (),
    "ty": ("ty.toml",),
    "pyrefly": ("pyrefly.toml", ".pyrefly.toml"),
    "zuban": (),
}
# Where a checker is told of folders that imports start from, and of a platform.
_FOLDERS: Final = {
    "mypy": ("mypy_path",),
    "zuban": ("mypy_path",),
    "pyright": ("extraPaths",),
    "basedpyright": ("extraPaths",),
    "ty": ("environment.root", "environment.extra-paths"),
    "pyrefly": ("search-path", "search_path"),
}
_PLATFORM: Final = {
    "zuban": "platform",
    "pyright": "pythonPlatform",
    "basedpyright": "pythonPlatform",
    "ty": "environment.python-platform",
    "pyrefly": "python-platform",
}
_HERE: Final = re.compile(r"\$MYPY_CONFIG_FILE_DIR|\$\{MYPY_CONFIG_FILE_DIR\}")


@dataclass(frozen=True, slots=True)
class Configured:
    """A checker that a project configures, and the file in which it does."""

    name: str
    file: Path
    table: Table = field(default_factory=dict[str, Any])

    def folders(self) -> list[Path]:
        """The folders that imports start from, as far as they exist."""
        named = [text for key in _FOLDERS[self.name] for text in _texts(_get(self.table, key))]
        here = str(self.file.parent)
        folders = [self.file.parent / _HERE.sub(lambda _: here, text) for text in named]
        return [Path(os.path.realpath(folder)) for folder in folders if os.path.isdir(folder)]

    def platform(self) -> str | None:
        """The platform that the checker is to assume."""
        value = _get(self.table, _PLATFORM.get(self.name, ""))
        return value if isinstance(value, str) else None


def configured_checkers(top: Path) -> dict[str, Configured]:
    """The checkers that the files at the top of a project configure, by name."""
    found: dict[str, Configured] = {}
    for configured in _configured(top):
        found.setdefault(configured.name, configured)
    return found


def _configured(top: Path) -> Iterator[Configured]:
    for name, files in _FILES.items():
        for file in (top / each for each in files):
            if os.path.isfile(file):
                yield Configured(name, file, _read(file))
    project = top / "pyproject.toml"
    tools = _table(_read(project).get("tool")) if os.path.isfile(project) else None
    for name in _FILES:
        table = _table(tools.get(name)) if tools is not None else None
        if table is not None:
            yield Configured(name, project, table)
    setup = top / "setup.cfg"
    if os.path.isfile(setup) and (table := _ini(setup)) is not None:
        yield Configured("mypy", setup, table)


def _read(file: Path) -> Table:
    try:
        if file.suffix == ".ini":
            return _ini(file) or {}
        text = read_regular(file, LARGEST_SETTINGS).decode("utf-8")
        return _table(json.loads(text) if file.suffix == ".json" else tomllib.loads(text)) or {}
    except (OSError, ValueError, RecursionError):
        return {}


def _table(value: object) -> Table | None:
    return cast("Table", value) if isinstance(value, dict) else None


def _ini(file: Path) -> Table | None:
    """The section `mypy` of a file, if it has one."""
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(read_regular(file, LARGEST_SETTINGS).decode("utf-8"))
    except (OSError, ValueError, configparser.Error):
        return None
    return dict(parser["mypy"]) if parser.has_section("mypy") else None


def _get(table: Table, key: str) -> object:
    *sections, name = key.split(".")
    found: Table | None = table
    for section in sections:
        found = _table(found.get(section)) if found is not None else None
    return None if found is None else found.get(name)


def _texts(value: object) -> list[str]:
    """The paths in a setting: a list, or a text that separates them as mypy does."""
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[,:\n]", value) if part.strip()]
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]
