"""The copy of a module in which probes stand: what no user ever sees, and any checker can read."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.own_names import OwnNames, PlainNames
from scoped_fastapi_check.engines.probes.prelude import CONTROL, CONTROL_HEADING, PRELUDE

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.probes import Place, Probe
    from scoped_fastapi_check.model.module import Scope

_NEWLINE: Final = re.compile(r"\r\n|\r|\n")
# Comments that tell checkers what not to report: here they would keep answers from us.
_DIRECTIVE: Final = re.compile(
    r"(#\s*)(type|pyright|basedpyright|ty|pyrefly|pyre|mypy|zuban)(\s*:\s*)(?=ignore|[\w-]+)"
)
_VARIABLE: Final = re.compile(r"\b_sf_v\d+\b")
_STEP: Final = "    "
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


@dataclass(slots=True)
class _Insertions:
    """What is put after, and before, each line of the source, by line number."""

    after: dict[int, list[list[_Entry]]] = field(default_factory=lambda: defaultdict(list))
    before: dict[int, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    splits: dict[int, int] = field(default_factory=dict[int, int])


class Copier:
    """Makes copies of one module; `heading` tells a checker how to read it."""

    def __init__(self, source: str, tree: ast.Module, heading: str = "") -> None:
        neutral = _DIRECTIVE.sub(r"\1\2;\3", source.removeprefix("\ufeff"))
        self._lines = _NEWLINE.split(neutral)
        self._own = OwnNames.beside(source)
        self._plain = PlainNames("\n".join(self._lines))
        self._tree = tree
        self._decorated = {
            (node.lineno, node.col_offset): decorators[0].lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.stmt) and (decorators := _decorators(node))
        }
        """The lines of the first decorators, by where that begins which they decorate."""
        self._heading = heading

    def copy(self, probes: Iterable[Probe], definitions: Iterable[str]) -> Copy:
        """A copy with these probes; those for which there is no place are left out.

        `definitions` are of names that the probes need, beyond those that all copies have.
        """
        insertions = _Insertions()
        wanted = tuple(probes)
        for number, probe in enumerate(wanted):
            self._insert(probe, number, insertions)
        control = "\n".join([CONTROL_HEADING, *(_STEP + line for line in CONTROL)])
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
            column = insertions.splits.get(number, 0)
            rest = self._plain.written(number, line, column, len(line))
            if column:
                out.append(self._plain.written(number, line, 0, column))
                rest = f"{_indentation(line)}{_STEP}{rest.lstrip()}"
            add(insertions.before[number])
            out.append(rest)
            # What belongs to an inner block has to come before that ends.
            groups = insertions.after[number]
            for group in sorted(groups, key=lambda lines: -len(_indentation(lines[0][0]))):
                add(group)
        if first > len(self._lines):
            out += prelude
            ends = len(out)
        return Copy("\n".join([*out, ""]), where, wanted, ends - len(CONTROL) + 1, self._own)

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
            self._insert_before(place.line, place.column, lines, number, insertions)
            return
        statement = statement_at(place)
        body = place.scope.node.body
        if statement is None and isinstance(body, list) and not _is_top(place.scope):
            # A parameter, which all of the body sees.
            first = body[0]
            lines = _wrapped(probe, number)
            self._insert_before(first.lineno, first.col_offset, lines, number, insertions)
        elif isinstance(statement, ast.Return | ast.Raise):
            # Nothing comes after it.
            lines = _wrapped(probe, number)
            self._insert_before(statement.lineno, statement.col_offset, lines, number, insertions)
        elif statement is not None:
            indentation = _indentation(self._lines[statement.lineno - 1])
            insertions.after[statement.end_lineno or statement.lineno].append(
                [(indentation + text, number, index) for text, index in _wrapped(probe, number)]
            )

    def _insert_before(
        self,
        number: int,
        column: int,
        lines: Iterable[tuple[str, int]],
        probe: int,
        insertions: _Insertions,
    ) -> None:
        """Put lines before a statement, which gets a line of its own if it has none."""
        # Nothing can stand between a function and its decorators; its body may be in its line.
        number = self._decorated.get((number, column), number)
        line = self._lines[number - 1]
        # Columns count bytes.
        before = line.encode()[:column].decode(errors="replace")
        indentation = _indentation(line)
        if before.strip():
            if not before.rstrip().endswith(":"):
                return
            insertions.splits[number] = len(before)
            indentation += _STEP
        insertions.before[number] += [(indentation + text, probe, index) for text, index in lines]


def _wrapped(probe: Probe, number: int) -> list[tuple[str, int]]:
    """The lines of a probe in a function of their own, where names have their declared types."""
    lines = [(text, index) for index, text in enumerate(_numbered(probe, number))]
    if _needs_class_body(probe):
        return lines
    heading = f"def _sf_p{number}({_self(probe)}) -> None:"
    return [(heading, -1), *((_STEP + text, index) for text, index in lines)]


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


def _statement_in(body: Iterable[ast.AST], place: Place) -> ast.stmt | None:
    for node in body:
        if not _holds(node, place.line):
            continue
        inner: ast.stmt | None = None
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for block in _BLOCKS:
                inner = inner or _statement_in(getattr(node, block, ()), place)
        if inner is not None and inner.lineno != getattr(node, "lineno", 0):
            return inner
        if isinstance(node, ast.stmt):
            return node
    return None


def _holds(node: ast.AST, line: int) -> bool:
    if isinstance(node, ast.match_case):
        return any(_holds(statement, line) for statement in node.body)
    if not isinstance(node, ast.stmt | ast.ExceptHandler):
        return False
    first = min([node.lineno, *(decorator.lineno for decorator in _decorators(node))])
    return first <= line <= (node.end_lineno or node.lineno)


def _decorators(node: ast.AST) -> list[ast.expr]:
    return getattr(node, "decorator_list", [])


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
