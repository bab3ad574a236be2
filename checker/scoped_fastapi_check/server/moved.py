"""Where diagnostics of a text stand in a later one: between two keystrokes most texts cannot be checked."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from lsprotocol import types as lsp

from scoped_fastapi_check.server.document_text import lines_of

__all__ = ["moved"]


def moved(items: Iterable[lsp.Diagnostic], before: str, after: str) -> list[lsp.Diagnostic]:
    """Diagnostics of the text `before` on the lines that they stand on in `after`.

    What stood on lines that are gone is gone with them.
    """
    if before == after:
        return list(items)
    lines = _Lines(lines_of(before), lines_of(after))
    return [shown for item in items if (shown := _on(item, lines)) is not None]


class _Lines:
    """The lines of two texts, of which some at the top and some at the bottom are the same."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self._before, self._after = before, after
        self._same_above = _equal(before, after)
        shorter = min(len(before), len(after))
        below = _equal(before[::-1], after[::-1])
        self._same_below = min(below, shorter - self._same_above)

    def of(self, line: int) -> int | None:
        """Where a line of the first text is in the second, None where it is no more."""
        if line < self._same_above:
            return line
        added = len(self._after) - len(self._before)
        if line >= len(self._before) - self._same_below:
            return line + added
        changed = self._after[self._same_above : len(self._after) - self._same_below]
        if changed.count(self._before[line]) == 1:
            return self._same_above + changed.index(self._before[line])
        # One that is being edited is still the same line.
        return line if added == 0 else None


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items at the start of two sequences are the same."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _on(item: lsp.Diagnostic, lines: _Lines) -> lsp.Diagnostic | None:
    line = lines.of(item.range.start.line)
    if line is None:
        return None
    by = line - item.range.start.line
    if by == 0:
        return item
    shown, start, end = copy.copy(item), item.range.start, item.range.end
    shown.range = lsp.Range(
        lsp.Position(start.line + by, start.character), lsp.Position(end.line + by, end.character)
    )
    return shown
