"""What is reported of all that was found in a file: what is on, and what no comment silences.

Every engine hands over what its rules have found, so that all of them report the same.
"""

from __future__ import annotations

import ast
import io
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME, PARENT, UNUSED_IGNORE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Edit, Fix
from scoped_fastapi_check.diagnostics.ignore_comments import IgnoreComments, ignore_comments
from scoped_fastapi_check.diagnostics.selection import DEFAULT, UnknownCodeError

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.codes import Code
    from scoped_fastapi_check.diagnostics.ignore_comments import IgnoreComment

__all__ = ["FileCheck", "reported"]

# Where a condition has one of these to do with it, another run may check other lines.
_CONDITIONS: Final = frozenset({"platform", "version_info", "TYPE_CHECKING"})


@dataclass(frozen=True)
class FileCheck:
    """How a file was checked.

    `on` are the codes that are on for it, and `failed` those whose rules broke down. `is_whole`
    tells whether all that it imports could be looked at: what comes from a missing package fits anything.
    """

    text: str
    on: Set[str]
    failed: Collection[str] = ()
    is_whole: Callable[[], bool] = lambda: True
    hides_otherwise: Callable[[int, Code], bool] = lambda _line, _code: False
    """Whether a comment of another kind silences a code on a line."""
    comments_in: Callable[[str], IgnoreComments] = ignore_comments
    """Reads the comments in such a text."""


def reported(found: Iterable[Diagnostic], file: FileCheck) -> list[Diagnostic]:
    """What is to be reported, in the order of the source, with the comments that silence nothing."""
    comments = file.comments_in(file.text)
    used: set[tuple[IgnoreComment, str]] = set()
    kept: list[Diagnostic] = []
    for one in found:
        if one.code is None or one.code_name not in file.on:
            continue
        comment = comments.hiding(one.line, one.code)
        if comment is not None:
            used.add((comment, one.code_name))
        elif not file.hides_otherwise(one.line, one.code):
            kept.append(one)
    if comments.all and UNUSED_IGNORE.name in file.on:
        for one in _Unused(file, comments, used).diagnostics():
            if comments.hiding(one.line, UNUSED_IGNORE) is None and not file.hides_otherwise(
                one.line, UNUSED_IGNORE
            ):
                kept.append(one)
        kept.sort(key=lambda one: (one.line, one.column))
    return kept


@dataclass
class _Unused:
    """Looks for comments that silence nothing, as far as that is certain."""

    file: FileCheck
    comments: IgnoreComments
    used: Set[tuple[IgnoreComment, str]]
    _lines: list[str] = field(init=False)
    _conditional: Set[int] | None = None

    def __post_init__(self) -> None:
        # Only what ends a line for Python, too.
        self._lines = io.StringIO(self.file.text, newline=None).readlines()

    def diagnostics(self) -> Iterator[Diagnostic]:
        for comment in self.comments.all:
            if (problem := _problem(comment)) is not None:
                yield self._at(comment, *problem, self._removal(comment))
                continue
            yield from self._unknown(comment)
            yield from self._unused(comment)

    def _unknown(self, comment: IgnoreComment) -> Iterator[Diagnostic]:
        for name in comment.codes or ():
            if name not in CODES_BY_NAME and name != PARENT.name:
                reason = str(UnknownCodeError(name)).partition("; ")[2]
                message = f'"{name}" in "{comment.text}{comment.closing}" is not a code, and silences nothing'
                yield self._at(comment, message, f"{reason[:1].upper()}{reason[1:]}", None)

    def _unused(self, comment: IgnoreComment) -> Iterator[Diagnostic]:
        unused: tuple[str, ...]
        if comment.codes is None:
            unused = () if self._may_silence(comment, PARENT.name) else (PARENT.name,)
        else:
            unused = tuple(name for name in comment.codes if not self._may_silence(comment, name))
        if not unused or not self._could_check(comment):
            return
        where = "in this file" if comment.is_about_file else "on this line"
        left = [name for name in comment.codes or () if name not in unused]
        subject = f'"{comment.text}{comment.closing}"'
        if left:
            names = " and ".join(f'"{name}"' for name in unused)
            subject = f"{names} in {subject}"
        verb = "silence" if left and len(unused) > 1 else "silences"
        note = "Remove it: it would hide the next mistake that is made here"
        fix = self._replacement(comment, left) if left else self._removal(comment)
        yield self._at(comment, f"{subject} {verb} nothing {where}", note, fix)

    def _may_silence(self, comment: IgnoreComment, name: str) -> bool:
        """Whether a name in a comment silences something, or might in another run."""
        if name == UNUSED_IGNORE.name or (name != PARENT.name and name not in CODES_BY_NAME):
            return True
        if name == PARENT.name:
            is_used = any(each is comment for each, _ in self.used)
            return is_used or bool(self.file.failed) or not self.file.on >= DEFAULT
        has_run = name in self.file.on and name not in self.file.failed
        return (comment, name) in self.used or not has_run

    def _could_check(self, comment: IgnoreComment) -> bool:
        if self._conditional is None:
            self._conditional = _conditional_lines(self.file.text)
        lines = self._conditional
        is_conditional = bool(lines) if comment.is_about_file else comment.line in lines
        return not is_conditional and self.file.is_whole()

    def _at(self, comment: IgnoreComment, message: str, note: str, fix: Fix | None) -> Diagnostic:
        column = self._bytes(comment.line, comment.start)
        return Diagnostic(UNUSED_IGNORE, comment.line, column, message, note, fix=fix)

    def _removal(self, comment: IgnoreComment) -> Fix:
        line = self._lines[comment.line - 1]
        start, end = comment.start, comment.end
        if comment.is_alone:
            edit = Edit(comment.line, 1, comment.line + 1, 1, "")
            if comment.line == len(self._lines):
                edit = Edit(comment.line, 1, comment.line, self._bytes(comment.line, end), "")
        else:
            if line[end:].strip():
                end += len(line[end:]) - len(line[end:].lstrip())
            else:
                start = len(line[:start].rstrip())
            edit = self._edit(comment.line, start, end, "")
        return Fix("Remove the comment", (edit,))

    def _replacement(self, comment: IgnoreComment, names: Collection[str]) -> Fix:
        head, _, _ = comment.text.partition("[")
        text = f"{head}[{', '.join(names)}]"
        end = comment.start + len(comment.text)
        edit = self._edit(comment.line, comment.start, end, text)
        return Fix("Remove what silences nothing from the comment", (edit,))

    def _edit(self, line: int, start: int, end: int, text: str) -> Edit:
        return Edit(line, self._bytes(line, start), line, self._bytes(line, end), text)

    def _bytes(self, line: int, column: int) -> int:
        """A column from 1 in bytes, of one from 0 in characters."""
        return len(self._lines[line - 1][:column].encode(errors="surrogatepass")) + 1


def _problem(comment: IgnoreComment) -> tuple[str, str] | None:
    """Why a comment cannot silence anything, and what to do about it."""
    if not comment.is_closed:
        return f'"{comment.text}" has no "]", and silences nothing', "Close the list of codes"
    if comment.codes == ():
        note = "Name a code, or leave the brackets out to silence all of them"
        return f'"{comment.text}" names no code, and silences nothing', note
    if comment.is_late:
        note = "Move it above the first statement"
        return f'"{comment.text}" stands below the first statement, and silences nothing', note
    return None


def _conditional_lines(text: str) -> Set[int]:
    """The lines that are there on some platforms, or for type checkers, only."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and any(map(_is_condition, ast.walk(node.test))):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def _is_condition(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in _CONDITIONS or ast.unparse(node) == "os.name"
    return isinstance(node, ast.Name) and node.id in _CONDITIONS
