"""Where a key stands in a TOML file. The parser of the standard library does not say it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, cast

__all__ = ["line_of"]


# So many letters are parsed, and no more: where a value has thousands of lines, each of them would be tried.
_MOST_PARSED: Final = 2_000_000


def line_of(text: str, location: Sequence[str | int]) -> int:
    """The line, counted from 1, of a key, or of an entry in a list of strings; 1 if it is unknown.

    A text that ends within a value is no TOML. So the value ends with the first lines that are TOML
    and have the key, and begins after the last ones before it that are TOML without it.
    """
    names = [part for part in location if isinstance(part, str)]
    lines = text.splitlines(keepends=True)
    start, end, value = _place_of(text, tuple(names))
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


@lru_cache(maxsize=1)
def _place_of(text: str, names: tuple[str, ...]) -> tuple[int, int, object]:
    """The first and the last line of what a key is set to, and what that is; asked for each entry of a list."""
    lines = text.splitlines(keepends=True)
    start, end = _lines_of(lines, names)
    return start, end, _value(_parsed("".join(lines[:end])), names)


def _lines_of(lines: Sequence[str], names: Sequence[str]) -> tuple[int, int]:
    """The first and the last line of what a key is set to."""
    before = first = _first_with_all(lines, names) - 1
    parsed = 0
    for number in range(first + 1, len(lines) + 1):
        parsed += sum(map(len, lines[:number]))
        if parsed > _MOST_PARSED:
            return first + 1, len(lines)
        document = _parsed("".join(lines[:number]))
        if document is None:
            continue
        if _value(document, names) is not None:
            return before + 1, number
        before = number
    return 1, 1


def _first_with_all(lines: Sequence[str], names: Sequence[str]) -> int:
    """The first line by which each of the names has been written; 1 if one is written in another way."""
    left = set(names)
    for number, line in enumerate(lines, 1):
        left -= {name for name in left if name in line}
        if not left:
            return number
    return 1


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
