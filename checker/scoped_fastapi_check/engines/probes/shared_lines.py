"""Statements that share a line with others, and how a copy writes each on a line of its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

STEP: Final = "    "
_BLOCKS: Final = ("body", "orelse", "finalbody")

Start = tuple[int, int]
"""A line and the column in it, in bytes, as the syntax counts them."""


class SharedLines:
    """The statements of a module that do not begin their line.

    Where something has to stand before one of them, all that share its line get lines of their own:
    in `def f(): x = 1; return x` the last one cannot be alone in the next.
    """

    def __init__(self, lines: Sequence[str], tree: ast.Module) -> None:
        self._lines = lines
        self._indentations: dict[Start, str] = {}
        self._columns: defaultdict[int, list[int]] = defaultdict(list)
        self._next: dict[Start, ast.stmt] = {}
        self._together: dict[int, set[int]] = {}
        self._decorated: dict[Start, Start] = {}
        self.continued: set[int] = set()
        """The lines that begin with a statement and still belong to the line before."""
        for block, outer in _blocks(tree):
            self._read(block, outer)

    def place(self, start: Start) -> Start:
        """Where a statement begins, in characters; the first of a line begins with that."""
        before = self._before(start)
        is_first = not before.strip() and not self._continues(start[0])
        return start[0], 0 if is_first else len(before)

    def with_decorators(self, start: Start) -> Start:
        """Where the line of the first decorator of a statement begins: nothing can stand between them."""
        return self._decorated.get(start, start)

    def together(self, number: int) -> Collection[int]:
        """The lines that have to be split where one of them is: those of one block."""
        return self._together.get(number, (number,))

    def columns(self, number: int) -> Sequence[int]:
        """Where statements begin in a line, in characters, but for the first one."""
        return self._columns.get(number, ())

    def indentation(self, place: Start) -> str:
        """How far a statement is indented, once it has a line of its own."""
        return self._indentations.get(place, indentation(self._lines[place[0] - 1]))

    def next(self, start: Start) -> ast.stmt | None:
        """The statement that follows another one on the line where that ends."""
        return self._next.get(start)

    def _continues(self, number: int) -> bool:
        """Whether the line before ends with a backslash, so that a statement can follow here."""
        above = self._lines[number - 2] if number > 1 else ""
        return (
            above.endswith("\\") and above[:-1].rstrip().endswith((":", ";")) and "#" not in above
        )

    def _before(self, start: Start) -> str:
        number, column = start
        line = self._lines[number - 1]
        return line[:column] if line.isascii() else line.encode()[:column].decode(errors="replace")

    def _read(self, block: Sequence[ast.stmt], outer: ast.AST | None) -> None:
        inner, numbers = None, set[int]()
        for statement in block:
            start = (statement.lineno, statement.col_offset)
            if decorators := getattr(statement, "decorator_list", None):
                self._decorated[start] = (decorators[0].lineno, 0)
            place = self.place(start)
            if place[1]:
                inner = self._inside(outer) if inner is None else inner
                self._columns[place[0]].append(place[1])
                self._columns[place[0]].sort()
                self._indentations[place] = inner
                numbers.add(place[0])
                if not self._lines[place[0] - 1][: place[1]].strip():
                    self.continued.add(place[0])
            else:
                inner = self.indentation(place)
        for number in numbers:
            self._together.setdefault(number, set()).update(numbers)
        for one, other in pairwise(block):
            if one.end_lineno == other.lineno or other.lineno in self.continued:
                self._next[one.lineno, one.col_offset] = other

    def _inside(self, outer: ast.AST | None) -> str:
        """The indentation of a block that begins on the line of what it belongs to."""
        match outer:
            case ast.stmt(lineno=number, col_offset=column):
                return self.indentation(self.place((number, column))) + STEP
            case (
                ast.ExceptHandler(lineno=number)
                | ast.match_case(pattern=ast.pattern(lineno=number))
            ):
                return indentation(self._lines[number - 1]) + STEP
            case _:
                return ""


def indentation(line: str) -> str:
    """The white space that a line begins with."""
    return line[: len(line) - len(line.lstrip())]


def _blocks(tree: ast.Module) -> Iterator[tuple[Sequence[ast.stmt], ast.AST | None]]:
    """Each block of statements with what it belongs to, outer ones first."""
    waiting: list[ast.AST] = [tree]
    for node in waiting:
        outer = None if isinstance(node, ast.Module) else node
        for name in _BLOCKS:
            if block := _statements(getattr(node, name, ())):
                yield block, outer
                waiting += block
        waiting += [*getattr(node, "handlers", ()), *getattr(node, "cases", ())]


def _statements(block: Iterable[object]) -> list[ast.stmt]:
    # The body of a lambda is an expression.
    return [node for node in block if isinstance(node, ast.stmt)]
