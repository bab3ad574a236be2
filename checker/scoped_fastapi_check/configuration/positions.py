"""Where a key stands in a TOML file. The parser of the standard library does not say it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import cast

__all__ = ["line_of"]


def line_of(text: str, location: Sequence[str | int]) -> int:
    """The line, counted from 1, of a key, or of an entry in a list of strings; 1 if it is unknown.

    A text that ends within a value is no TOML. So the value ends with the first lines that are TOML
    and have the key, and begins after the last ones before it that are TOML without it.
    """
    names = [part for part in location if isinstance(part, str)]
    lines = text.splitlines(keepends=True)
    start, end = _lines_of(lines, names)
    value = _value(_parsed("".join(lines[:end])), names)
    entry = _entry(value, location)
    for number in range(start, end + 1):
        if isinstance(entry, str) and any(
            f"{quote}{entry}{quote}" in lines[number - 1] for quote in "\"'"
        ):
            return number
    for number in range(start, end + 1):
        if names and names[-1] in lines[number - 1]:
            return number
    return start


def _lines_of(lines: Sequence[str], names: Sequence[str]) -> tuple[int, int]:
    """The first and the last line of what a key is set to."""
    before = 0
    for number in range(1, len(lines) + 1):
        document = _parsed("".join(lines[:number]))
        if document is None:
            continue
        if _value(document, names) is not None:
            return before + 1, number
        before = number
    return 1, 1


def _parsed(text: str) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _value(document: object, names: Sequence[str]) -> object:
    for name in names:
        if not isinstance(document, dict):
            return None
        document = cast("dict[str, object]", document).get(name)
    return document


def _entry(value: object, location: Sequence[str | int]) -> object:
    position = location[-1] if location else None
    if isinstance(position, int) and isinstance(value, list):
        return cast("list[object]", value)[position]
    return None
