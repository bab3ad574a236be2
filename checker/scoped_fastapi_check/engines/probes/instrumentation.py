"""The copy of a module in which probes stand: what no user ever sees, and any checker can read."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.own_names import OwnNames, PlainNames
from scoped_fastapi_check.engines.probes.prelude import CONTROL, CONTROL_HEADING, PRELUDE
from scoped_fastapi_check.engines.probes.shared_lines import STEP, SharedLines, Start, indentation

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.probes import Place, Probe
    from scoped_fastapi_check.model.module import Scope

_NEWLINE: Final = re.compile(r"\r\n|\r|\n")
# Comments that tell checkers what not to report: here they would keep answers from us.
_DIRECTIVE: Final = re.compile(
    r"(#\s*)(type|pyright|basedpyright|ty|pyrefly|pyre|mypy|zuban)(\s*:\s*)(?=ignore|[\w-]+)"
)
_VARIABLE: Final = re.compile(r"\b_sf_v\d+\b")
_BLOCKS: Final = ("body", "orelse", "finalbody", "handlers", "cases")


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of a copy; of each of its lines, which line of which of its probes stands there.

    `control` is the first line of the question whose answer is known.
    """

    text: str
    lines: Mapping[int, tuple[int, int]]
    probes: Sequence[Probe]
    control: int
    own: OwnNames


# A line of a probe: its text, the number of the probe, and the number of the line in it. What only
# makes room for the others has a negative one.
_Entry = tuple[str, int, int]
_Lines = Sequence[tuple[str, int]]


@dataclass(slots=True)
class _Insertions:
    """What is put after each line of the source, and before each statement."""

    after: dict[int, list[list[_Entry]]] = field(default_factory=lambda: defaultdict(list))
    before: dict[Start, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    splits: set[int] = field(default_factory=set[int])
    """The lines of which each statement gets a line of its own."""


class Copier:
    """Makes copies of one module; `heading` tells a checker how to read it."""

    def __init__(self, source: str, tree: ast.Module, heading: str = "") -> None:
        neutral = _DIRECTIVE.sub(r"\1\2;\3", source.removeprefix("\ufeff"))
        self._lines = _NEWLINE.split(neutral)
        self._own = OwnNames.beside(source)
        self._plain = PlainNames("\n".join(self._lines))
        self._tree = tree
        self._shared = SharedLines(self._lines, tree)
        self._heading = heading

    def copy(self, probes: Iterable[Probe], definitions: Iterable[str]) -> Copy:
        """A copy with these probes; those for which there is no place are left out.

        `definitions` are of names that the probes need, beyond those that all copies have.
        """
        insertions = _Insertions()
        wanted = tuple(probes)
        for number, probe in enumerate(wanted):
            self._insert(probe, number, insertions)
        control = "\n".join([CONTROL_HEADING, *(STEP + line for line in CONTROL)])
        parts = (self._heading, PRELUDE, *definitions, control)
        prelude = [self._own.written(line) for part in parts for line in part.splitlines()]
        first = self._first_line()
        out: list[str] = []
        where: dict[int, tuple[int, int]] = {}

        def add(entries: Iterable[_Entry]) -> None:
            for text, number, index in entries:
                out.append(self._own.written(text))
                if index >= 0:
                    where[len(out)] = (number, index)

        ends = 0
        for number, line in enumerate(self._lines, 1):
            if number == first:
                out += prelude
                ends = len(out)
            columns = self._shared.columns(number) if number in insertions.splits else ()
            for begin, end in pairwise([0, *columns, len(line)]):
                add(insertions.before[number, begin])
                part = self._plain.written(number, line, begin, end)
                if end == len(line) and self._is_cut_after(number, insertions):
                    part = part.removesuffix("\\")
                out.append(self._shared.indentation((number, begin)) + part if begin else part)
            # What belongs to an inner block has to come before that ends.
            groups = insertions.after[number]
            for group in sorted(groups, key=lambda lines: -len(indentation(lines[0][0]))):
                add(group)
        if first > len(self._lines):
            out += prelude
            ends = len(out)
        return Copy("\n".join([*out, ""]), where, wanted, ends - len(CONTROL) + 1, self._own)

    def _is_cut_after(self, number: int, insertions: _Insertions) -> bool:
        """Whether the next line, which continues this one, begins a line of its own."""
        return number + 1 in insertions.splits and number + 1 in self._shared.continued

    def _first_line(self) -> int:
        """The line before which names can be defined that all of the module sees."""
        for statement in self._tree.body:
            is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            is_future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
            if is_text or is_future:
                continue
            return min([statement.lineno, *(d.lineno for d in _decorators(statement))])
        return len(self._lines) + 1

    def _insert(self, probe: Probe, number: int, insertions: _Insertions) -> None:
        place = probe.place
        if place.is_before:
            lines = [(text, index) for index, text in enumerate(_numbered(probe, number))]
            self._insert_before(_begins(place), lines, number, insertions)
            return
        statement = statement_at(place)
        body = place.scope.node.body
        if statement is None and isinstance(body, list) and not _is_top(place.scope):
            # A parameter, which all of the body sees.
            self._insert_before(_start(body[0]), _wrapped(probe, number), number, insertions)
        elif isinstance(statement, ast.Return | ast.Raise):
            # Nothing comes after it.
            self._insert_before(_start(statement), _wrapped(probe, number), number, insertions)
        elif statement is not None:
            self._insert_after(statement, _wrapped(probe, number), number, insertions)

    def _insert_after(
        self, statement: ast.stmt, lines: _Lines, probe: int, insertions: _Insertions
    ) -> None:
        """Put lines after a statement, and before another one that its last line has."""
        if following := self._shared.next(_start(statement)):
            self._insert_before(_start(following), lines, probe, insertions)
            return
        start = self._shared.place(_start(statement))
        if start[1]:
            insertions.splits.update(self._shared.together(start[0]))
        space = self._shared.indentation(start)
        insertions.after[statement.end_lineno or statement.lineno].append(
            [(space + text, probe, index) for text, index in lines]
        )

    def _insert_before(
        self, start: Start, lines: _Lines, probe: int, insertions: _Insertions
    ) -> None:
        """Put lines before a statement, which gets a line of its own if it has none."""
        place = self._shared.place(self._shared.with_decorators(start))
        if place[1]:
            insertions.splits.update(self._shared.together(place[0]))
        space = self._shared.indentation(place)
        insertions.before[place] += [(space + text, probe, index) for text, index in lines]


def _begins(place: Place) -> Start:
    return place.line, place.column


def _start(node: ast.stmt | ast.expr) -> Start:
    return node.lineno, node.col_offset


def _wrapped(probe: Probe, number: int) -> list[tuple[str, int]]:
    """The lines of a probe in a function of their own, where names have their declared types."""
    lines = [(text, index) for index, text in enumerate(_numbered(probe, number))]
    if _needs_class_body(probe):
        return lines
    heading = f"def _sf_p{number}({_self(probe)}) -> None:"
    return [(heading, -1), *((STEP + text, index) for text, index in lines)]


def _is_top(scope: Scope) -> bool:
    return isinstance(scope.node, ast.Module | ast.ClassDef)


def _numbered(probe: Probe, number: int) -> list[str]:
    """The lines of a probe, with variables that no other probe has."""
    return [_VARIABLE.sub(rf"\g<0>_{number}", line) for line in probe.lines]


def _needs_class_body(probe: Probe) -> bool:
    """Whether a probe names something that only the body of a class itself sees."""
    scope = probe.place.scope
    if not isinstance(scope.node, ast.ClassDef):
        return False
    names = set(re.findall(r"\w+", " ".join(probe.lines)))
    return not names.isdisjoint(scope.values) or not names.isdisjoint(scope.classes)


def _self(probe: Probe) -> str:
    return "self" if isinstance(probe.place.scope.node, ast.ClassDef) else ""


def statement_at(place: Place) -> ast.stmt | None:
    """The statement of a scope, and of its innermost block, that holds a place."""
    node = place.scope.node
    if isinstance(node, ast.Lambda):
        return None
    return _statement_in(node.body, place)


def _statement_in(body: Sequence[ast.AST], place: Place) -> ast.stmt | None:
    for node, following in zip_longest(body, body[1:]):
        if not _holds(node, place.line) or _comes_before(following, place):
            continue
        inner: ast.stmt | None = None
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for block in _BLOCKS:
                inner = inner or _statement_in(getattr(node, block, ()), place)
        if inner is not None and (
            inner.lineno != getattr(node, "lineno", 0) or _comes_before(inner, place)
        ):
            return inner
        if isinstance(node, ast.stmt):
            return node
    return None


def _comes_before(node: ast.AST | None, place: Place) -> bool:
    """Whether a statement that shares a line with what is before it holds a place, or a later one does."""
    return isinstance(node, ast.stmt) and _start(node) <= (place.line, place.column)


def _holds(node: ast.AST, line: int) -> bool:
    if isinstance(node, ast.match_case):
        return any(_holds(statement, line) for statement in node.body)
    if not isinstance(node, ast.stmt | ast.ExceptHandler):
        return False
    first = min([node.lineno, *(decorator.lineno for decorator in _decorators(node))])
    return first <= line <= (node.end_lineno or node.lineno)


def _decorators(node: ast.AST) -> list[ast.expr]:
    return getattr(node, "decorator_list", [])
