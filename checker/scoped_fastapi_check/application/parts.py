"""What `[...]` takes out of a list, a dict or a text."""

from __future__ import annotations

import ast

from scoped_fastapi_check.application.values import (
    UNKNOWN,
    Constant,
    Items,
    Mapping,
    Value,
    either,
    usual,
)


def part_of(base: Items | Constant, ends: slice | None, node: ast.Subscript) -> Value:
    """`ROUTERS[1:]` or `path[:-1]`: UNKNOWN where the ends, or all that is in the list, are not known."""
    if ends is None:
        return UNKNOWN
    if isinstance(base, Items):
        return Items(base.items[ends]) if base.is_complete else UNKNOWN
    return _of_text(base, base.value[ends], node) if isinstance(base.value, str) else UNKNOWN


def character_of(base: Constant, number: int | None, node: ast.Subscript) -> Value:
    """`path[0]`: UNKNOWN where the number is not known or the text is too short."""
    text = base.value
    if not isinstance(text, str) or number is None or not -len(text) <= number < len(text):
        return UNKNOWN
    return _of_text(base, text[number], node)


def _of_text(base: Constant, part: str, node: ast.Subscript) -> Value:
    found = Constant(part, node)
    return usual(found) if base.is_usual else found


def item_of(base: Items | Mapping, key: Value) -> Value:
    """`ROUTERS[0]` or `ROUTERS["users"]`."""
    if not isinstance(key, Constant):
        return UNKNOWN
    if isinstance(base, Mapping) and key.is_usual:
        return either(base.items.values()) if base.is_complete else UNKNOWN
    if isinstance(base, Mapping):
        return base.items.get(str(key.value), UNKNOWN)
    if (
        isinstance(key.value, int)
        and base.is_complete
        and -len(base.items) <= key.value < len(base.items)
    ):
        return base.items[key.value]
    return UNKNOWN
