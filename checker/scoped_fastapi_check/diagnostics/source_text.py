"""A text as Python's parser counts it: lines from 1, columns in bytes of UTF-8."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project.source_file import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.diagnostics.diagnostic import Edit

__all__ = ["Replacement", "SourceText", "source_text"]

# What ends a line for Python; `str.splitlines` knows more.
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


@lru_cache(maxsize=8)
def source_text(data: bytes) -> SourceText:
    """The text that a file of Python holds. Raises what Python raises for one that it cannot read."""
    return SourceText(decoded(data))


@dataclass(frozen=True, order=True, slots=True)
class Replacement:
    """An edit by the characters of the text: from `start` up to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class SourceText:
    """A text whose places are found by line and column."""

    text: str
    starts: list[int] = field(default_factory=list[int], init=False)

    def __post_init__(self) -> None:
        self.starts.append(0)
        self.starts.extend(end.end() for end in _LINE_END.finditer(self.text))

    @property
    def newline(self) -> str:
        """How its lines end: as the first one does."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    def lines(self) -> list[str]:
        """Its lines with their ends, as Python counts them."""
        ends = [*self.starts[1:], len(self.text)]
        found = [self.text[start:end] for start, end in zip(self.starts, ends, strict=True)]
        return found if found[-1] else found[:-1]

    def offset(self, line: int, column: int) -> int:
        """Where a line and a column are, in characters. Raises `IndexError` for no such line."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        inside = self.text[start:end].encode(errors="surrogatepass")[: column - 1]
        return start + len(inside.decode(errors="ignore"))

    def line_of(self, offset: int) -> int:
        """The line that a character is on, counted from 1."""
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character, both counted from 1 in characters."""
        line = self.line_of(offset)
        return line, offset - self.starts[line - 1] + 1

    def replacement(self, edit: Edit) -> Replacement:
        """An edit by characters. Raises `IndexError` where the text has no such line."""
        start = self.offset(edit.line, edit.column)
        end = self.offset(edit.end_line, edit.end_column)
        return Replacement(start, end, edit.text.replace("\n", self.newline))

    def replaced(self, replacements: Iterable[Replacement]) -> str:
        """The text after some replacements, none of which overlaps another."""
        parts: list[str] = []
        position = 0
        for one in sorted(replacements):
            parts += [self.text[position : one.start], one.text]
            position = one.end
        return "".join([*parts, self.text[position:]])
