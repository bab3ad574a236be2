"""How messages show what the user has written."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Final

# Type arguments that a checker could not find out, which nobody can write.
_UNKNOWN: Final = re.compile(r"\[Unknown(?:, (?:Unknown|\.\.\.))*\]")
# What a checker says in so many words beside two types is that the one is not the other.
_MOST_WORDS: Final = 12
# Longer expressions are shortened in messages.
_MAX_WIDTH = 40


def written(node: ast.expr) -> str:
    """An expression as the user writes it, on one line."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _MAX_WIDTH else f"{text[: _MAX_WIDTH - 3]}..."


def enumerated(texts: Sequence[str], most: int, nouns: str = "") -> str:
    """`"a"`, `"a" and "b"`, `"a", "b" and "c"`, or `"a", "b" and 2 more fields` where they are more than `most`."""
    shown = [f'"{text}"' for text in texts[:most]]
    if len(texts) > most:
        return " ".join(filter(None, [", ".join(shown), f"and {len(texts) - most} more", nouns]))
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def readable(shown: str) -> str:
    """A type that a checker shows, as somebody would write it: `dict` for `dict[Unknown, Unknown]`."""
    return _UNKNOWN.sub("", shown).replace("Unknown", "Any")


def adds_something(reason: str, given: str, wanted: str) -> bool:
    """Whether what a checker says is more than that one type is not assignable to the other."""
    if "\n" in reason or not given or not wanted:
        return True
    rest = re.sub(r"[`\"]", "", reason)
    if given not in rest or wanted not in rest:
        return True
    for shown in sorted((given, wanted), key=len, reverse=True):
        rest = rest.replace(shown, "")
    return len(rest.split()) > _MOST_WORDS
