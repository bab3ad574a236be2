"""A diagnostic: one mistake at one place, from the rule that finds it to the terminal and the editor."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.diagnostics.codes import Code, Severity
    from scoped_fastapi_check.model.module import Expression, Function

# Everything of the syntax tree that has a place in the source.
Node = ast.expr | ast.stmt | ast.arg | ast.keyword

# A rule does not say in which file it is: whoever runs it does.
HERE: Final = Path()


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the source, and the text that replaces it; an empty piece is a place to insert at.

    Lines and columns count from 1, columns in bytes of UTF-8; the end is the first byte after it.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    path: Path = HERE

    @staticmethod
    def of(node: Node, text: str, path: Path = HERE) -> Edit:
        """Replace all of `node`."""
        end_line, end = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return Edit(node.lineno, node.col_offset + 1, end_line, end + 1, text, path)

    @staticmethod
    def before(node: Node, text: str, path: Path = HERE) -> Edit:
        """Insert `text` just before `node`."""
        column = node.col_offset + 1
        return Edit(node.lineno, column, node.lineno, column, text, path)

    @staticmethod
    def after(node: Node, text: str, path: Path = HERE) -> Edit:
        """Insert `text` just after `node`."""
        line, column = node.end_lineno or node.lineno, (node.end_col_offset or node.col_offset) + 1
        return Edit(line, column, line, column, text, path)


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the source that makes a diagnostic go away.

    A safe one changes nothing that works today. `imports` are the full names that its text uses,
    each by its last part: who applies the fix sees to it that they are imported, once.
    """

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool = True
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with a mistake: the dependency, the route that hides this one.

    Lines and columns as in `Diagnostic`. `is_cause` tells that it is what has to be mended, for all
    diagnostics that name it.
    """

    line: int
    column: int
    message: str
    path: Path = HERE
    is_cause: bool = False

    @staticmethod
    def at(expression: Expression | Function, message: str, *, is_cause: bool = False) -> Related:
        """The place of an expression or of a definition, in whichever module it stands."""
        node = expression.node
        path = Path(expression.scope.module.path)
        return Related(node.lineno, node.col_offset + 1, message, path, is_cause)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A mistake at the place a user would edit, or, without a code, why a file was not checked.

    `message` says what is wrong, naming both sides; `note` says what FastAPI does about it and how
    to fix it; `reason` is what the checker that was asked says itself. Lines and columns count from
    1, columns in bytes of UTF-8, as Python's parser does.
    """

    code: Code | None
    line: int
    column: int
    message: str
    note: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    reason: str = ""
    path: Path = HERE

    @staticmethod
    def at(
        node: Node,
        code: Code,
        message: str,
        note: str,
        *,
        related: Iterable[Related] = (),
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic at the beginning of `node`."""
        column = node.col_offset + 1
        # Both name what stands in the source; here, so that every checker says the same words.
        message, note = visible(message), visible(note)
        return Diagnostic(code, node.lineno, column, message, note, tuple(related), fix)

    @property
    def code_name(self) -> str:
        """The name of its code, empty where it has none."""
        return "" if self.code is None else self.code.name

    @property
    def severity(self) -> Severity:
        """How grave it is, which its code decides."""
        return "error" if self.code is None else self.code.severity

    @property
    def notes(self) -> tuple[str, ...]:
        """More lines about the same place."""
        return tuple(line for text in (self.note, self.reason) for line in text.splitlines())

    def inside(self, path: Path) -> Diagnostic:
        """The same, in a file: all places that name no file of their own are in it."""
        related = tuple(_placed(one, path) for one in self.related)
        fix = self.fix
        if fix is not None:
            fix = replace(fix, edits=tuple(_placed_edit(one, path) for one in fix.edits))
        return replace(self, path=path, related=related, fix=fix)


def _placed(related: Related, path: Path) -> Related:
    return replace(related, path=path) if related.path == HERE else related


def _placed_edit(edit: Edit, path: Path) -> Edit:
    return replace(edit, path=path) if edit.path == HERE else edit


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place and drop what was found twice: a file may be part of several runs."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda one: (str(one.path), one.line, one.column))
