"""The table `[tool.scoped-fastapi]` as it stands in a file: its keys and their values.

mypy reads it at every start, with the plugin, and so does the command; pydantic would take longer to
import than a check of a project that has not changed. So what is plainly right is taken here, and
all the rest is put to the model (`model.py`), which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, cast

from scoped_fastapi_check.diagnostics.codes import CODES, PARENT
from scoped_fastapi_check.project.patterns import LONGEST

__all__ = ["CHECKERS", "CODE_NAMES", "NAME", "Table", "frozen", "key_of", "plain_table"]

NAME: Final = "scoped-fastapi"
"""The table is `[tool.NAME]`."""

CHECKERS: Final = ("mypy", "ty", "pyrefly", "zuban", "basedpyright", "pyright")
"""All checkers; where nothing says which is to be used, the first that is there.

Those come first that find everything and report nothing else, and of those that are equal the
quickest: docs/performance.md has the measurements.
"""

CODE_NAMES: Final = frozenset({PARENT.name, *(code.name for code in CODES)})


@dataclass(frozen=True)
class Table:
    """What a table says. The names are those of its keys, with underscores; None: it does not say."""

    checker: str | None = None
    python: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict[str, "tuple[str, ...]"]
    )
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    baseline: str | None = None
    blocking: tuple[str, ...] = ()


def key_of(name: str) -> str:
    """The key of a field of `Table`."""
    return name.replace("_", "-")


FIELDS: Final = {key_of(each.name): each.name for each in fields(Table)}


def plain_table(values: Mapping[str, object]) -> Table | None:
    """The table with these values, or None if anything about them may be wrong."""
    read: dict[str, Any] = {}
    for key, value in values.items():
        name = FIELDS.get(key)
        if name is None or not _READERS[name](value):
            return None
        read[name] = frozen(value)
    return Table(**read)


def frozen(value: object) -> object:
    """A value as `Table` has it: lists are tuples."""
    if isinstance(value, list):
        return tuple(cast("list[object]", value))
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {key: frozen(item) for key, item in items}
    return value


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and "\0" not in value


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, cast("list[object]", value)))


def _are_codes(value: object) -> bool:
    return _are_texts(value) and CODE_NAMES.issuperset(cast("list[str]", value))


def _are_patterns(value: object) -> bool:
    # What ends with a backslash, is nothing but a sign or longer than any path is no pattern.
    return _are_texts(value) and all(_is_pattern(text) for text in cast("list[str]", value))


def _is_pattern(text: str) -> bool:
    return not text.endswith("\\") and text.strip("!/") != "" and len(text) <= LONGEST


def _are_codes_by_pattern(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    items = cast("dict[str, object]", value).items()
    return all(_is_text(key) and _is_pattern(key) and _are_codes(codes) for key, codes in items)


def _are_names(value: object) -> bool:
    return _are_texts(value) and all(
        part.isidentifier() for name in cast("list[str]", value) for part in name.split(".")
    )


def _is_checker(value: object) -> bool:
    return value in CHECKERS


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


_READERS: Final = {
    "checker": _is_checker,
    "python": _is_text,
    "select": _are_codes,
    "extend_select": _are_codes,
    "ignore": _are_codes,
    "per_file_ignores": _are_codes_by_pattern,
    "exclude": _are_patterns,
    "extend_exclude": _are_patterns,
    "respect_gitignore": _is_flag,
    "baseline": _is_text,
    "blocking": _are_names,
}
