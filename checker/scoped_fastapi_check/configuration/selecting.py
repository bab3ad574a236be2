"""The codes that a table chooses, for the plugin and the command alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from scoped_fastapi_check.configuration.table import Table
from scoped_fastapi_check.diagnostics.selection import (
    ALL,
    FileIgnores,
    Layer,
    Selection,
    all_meant,
    selected,
)
from scoped_fastapi_check.project.patterns import Pattern

__all__ = ["BLOCKING_VARIABLE", "SELECTION_VARIABLE", "read", "selection_of", "written"]

SELECTION_VARIABLE: Final = "SCOPED_FASTAPI_SELECTION"
"""With this environment variable the command tells the plugin which codes are on."""

BLOCKING_VARIABLE: Final = "SCOPED_FASTAPI_BLOCKING"
"""With this one, which full names a user has added to what blocks the event loop."""


def selection_of(table: Table, folder: Path, codes: Layer | None = None) -> Selection:
    """The codes that a table in a file of `folder` chooses, and then `codes` of the command line."""
    own = Layer(table.select, table.extend_select, table.ignore)
    codes = codes or Layer()
    on = selected(own, codes)
    sealed = ALL - on if codes.select is not None else all_meant(codes.ignore) - on
    per_file = tuple(
        FileIgnores(Pattern(folder, pattern), all_meant(names))
        for pattern, names in table.per_file_ignores.items()
    )
    return Selection(on, per_file, sealed)


def written(selection: Selection) -> str:
    """A selection as text, which `read` reads."""
    per_file = [
        [str(each.pattern.folder), each.pattern.text, sorted(each.codes)]
        for each in selection.per_file
    ]
    return json.dumps([sorted(selection.codes), sorted(selection.sealed), per_file])


def read(text: str) -> Selection:
    """The selection that `written` has made a text of."""
    codes, sealed, per_file = json.loads(text)
    ignores: list[list[Any]] = per_file
    return Selection(
        frozenset(codes),
        tuple(
            FileIgnores(Pattern(Path(folder), pattern), frozenset(off))
            for folder, pattern, off in ignores
        ),
        frozenset(sealed),
    )
