"""Which codes are on for a module: the table `[tool.scoped-fastapi]`, and what mypy's options say."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mypy.errors import CompileError
from mypy.options import Options
from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.loading import Found, Tables
from scoped_fastapi_check.configuration.selecting import (
    BLOCKING_VARIABLE,
    SELECTION_VARIABLE,
    read,
    selection_of,
)
from scoped_fastapi_check.diagnostics.codes import CODES, PARENT
from scoped_fastapi_check.diagnostics.selection import Selection
from scoped_fastapi_check.project.fingerprints import digest_of

__all__ = ["PluginTables", "tables_have_changed"]

_LIBRARIES: Final = (f"{os.sep}site-packages{os.sep}", f"{os.sep}typeshed{os.sep}")
_PLACE: Final = re.compile(r"(.*?:\d+): ")
_Stamp = tuple[int, int] | None
# Of all files that have a table or might have one: a daemon makes more than one plugin.
_KNOWN: Final[dict[Path, _Stamp]] = {}


@dataclass
class PluginTables:
    """The tables of all modules, or what the command that has started mypy says instead of them."""

    _given: Selection | None = field(default_factory=lambda: _given())
    _tables: Tables = field(default_factory=Tables)
    _by_folder: dict[str, Found | None] = field(default_factory=dict[str, "Found | None"])
    _selections: dict[Path | None, Selection] = field(
        default_factory=dict["Path | None", Selection]
    )

    def selection(self, path: str) -> Selection:
        """What holds for a module.

        Raises:
            CompileError: its table is wrong; mypy shows the message and ends.
        """
        if self._given is not None:
            return self._given
        found = self._found(path)
        key = None if found is None else found.file
        if key not in self._selections:
            self._selections[key] = (
                Selection() if found is None else selection_of(found.table, found.folder)
            )
        return self._selections[key]

    def blocking(self, path: str) -> tuple[str, ...]:
        """The full names that a table adds to those of what blocks the event loop."""
        if self._given is not None:
            return tuple(filter(None, os.environ.get(BLOCKING_VARIABLE, "").split(",")))
        found = self._found(path)
        return () if found is None else found.table.blocking

    def on(self, path: str, options: Options) -> frozenset[str]:
        """The codes that are on for a module: what mypy's options and comments say comes first."""
        selection = self.selection(path)
        file = Path(os.path.abspath(path))
        own = selection.of(file)
        enabled = {code.code for code in options.enabled_error_codes}
        disabled = {code.code for code in options.disabled_error_codes}
        if PARENT.name in disabled:
            disabled |= {code.name for code in CODES} - enabled
        return frozenset((own | (enabled - (selection.sealed - own))) - disabled)

    def state(self, path: str | None) -> str:
        """What changes with the codes that are on for a module; empty where nothing is said."""
        if path is None or any(part in path for part in _LIBRARIES):
            return ""
        selection = self.selection(path)
        codes = selection.of(Path(os.path.abspath(path)))
        blocking = self.blocking(path)
        if codes == _DEFAULT.codes and not selection.sealed and not blocking:
            return ""
        return digest_of([*sorted(codes), "", *sorted(selection.sealed), "", *blocking])

    def have_changed(self) -> bool:
        """Whether a table is not any more what it was; then all of them are read again."""
        if not tables_have_changed():
            return False
        _KNOWN.clear()
        self._tables = Tables()
        self._by_folder.clear()
        self._selections.clear()
        return True

    def _found(self, path: str) -> Found | None:
        # mypy asks for each module, with a full cache, too: most stand in few folders.
        folder = os.path.dirname(path)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._of_folder(folder)
        return self._by_folder[folder]

    def _of_folder(self, folder: str) -> Found | None:
        known = len(self._tables.looked_for)
        try:
            return self._tables.of(Path(os.path.abspath(folder)))
        except ConfigurationError as error:
            lines = str(error).splitlines()
            messages = [_PLACE.sub(r"\1: error: ", line, count=1) for line in lines]
            raise CompileError(messages) from error
        finally:
            for file in self._tables.looked_for[known:]:
                _KNOWN.setdefault(file, _stamp(file))


def tables_have_changed() -> bool:
    """Whether a table that this process has come across is not any more what it was."""
    return any(_stamp(file) != stamp for file, stamp in _KNOWN.items())


_DEFAULT: Final = Selection()


def _given() -> Selection | None:
    text = os.environ.get(SELECTION_VARIABLE)
    return None if text is None else read(text)


def _stamp(file: Path) -> _Stamp:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
