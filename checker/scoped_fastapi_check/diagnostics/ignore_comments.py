"""The comments by which users silence what is found: `# scoped-fastapi: ignore[...]`, `ignore-file[...]`.

`# type: ignore[...]` does so, too (`suppressions.py`); for pyright it silences all that is on its line.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import PARENT, UNUSED_IGNORE

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.codes import Code

__all__ = ["MARK", "IgnoreComment", "IgnoreComments", "ignore_comments", "listed"]

MARK: Final = b"scoped-fastapi:"
"""What a file has in it that has such a comment."""
_WORD: Final = MARK.decode()
# In a token: at its beginning, or after the blank that follows another comment.
_COMMENT: Final = re.compile(
    r"""(?:^|(?<=\s)) \# \s* scoped-fastapi: \s* ignore (?P<file>-file)? (?![\w-])
    (?: \s* \[ (?P<codes>[^\]\#]*) (?P<end>\])? )?""",
    re.VERBOSE,
)
_NEXT: Final = re.compile(r"\s\#")
_NO_CODE: Final = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.COMMENT})


@dataclass(frozen=True, eq=False)
class IgnoreComment:
    """One comment. Columns count from 0, in characters; `end` is that of what follows it.

    `codes` is None where it names none, and so means all.
    """

    text: str
    line: int
    start: int
    end: int
    codes: tuple[str, ...] | None
    is_about_file: bool
    is_alone: bool
    """Nothing else stands on its line."""
    is_closed: bool = True
    is_late: bool = False
    """It is about the file, and stands below the first statement."""
    closing: str = ""
    """What follows `text` and belongs to it."""

    def hides(self, code: Code) -> bool:
        """Whether what has this code is meant."""
        if self.codes is not None:
            names = {code.name} if code is UNUSED_IGNORE else {code.name, PARENT.name}
            return not names.isdisjoint(self.codes)
        # It does not say that it silences nothing, and no wonder that nobody is to hear of it.
        return self.is_closed and code is not UNUSED_IGNORE


class IgnoreComments:
    """The comments of one file."""

    def __init__(self, comments: Iterable[IgnoreComment]) -> None:
        self.all: tuple[IgnoreComment, ...] = tuple(comments)
        self._lines: dict[int, list[IgnoreComment]] = {}
        self._about_file: list[IgnoreComment] = []
        for comment in self.all:
            if not comment.is_about_file:
                self._lines.setdefault(comment.line, []).append(comment)
            elif not comment.is_late:
                self._about_file.append(comment)

    def hiding(self, line: int, code: Code) -> IgnoreComment | None:
        """The comment that silences what has a code on a line."""
        for comment in [*self._lines.get(line, []), *self._about_file]:
            if comment.hides(code):
                return comment
        return None


def ignore_comments(text: str) -> IgnoreComments:
    """The comments in the text of a module."""
    return IgnoreComments(_read(text) if _WORD in text else ())


def listed(codes: str) -> tuple[str, ...]:
    """The codes in the brackets of a comment."""
    return tuple(dict.fromkeys(code.strip() for code in codes.split(",") if code.strip()))


def _read(text: str) -> Iterator[IgnoreComment]:
    statements = _Statements()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline=None).readline):
            if token.type == tokenize.COMMENT:
                yield from _comments(token, is_late=statements.have_begun)
            else:
                statements.note(token)
    except (tokenize.TokenError, SyntaxError):
        return  # The file cannot be checked either.


class _Statements:
    """Whether a file has come to its first statement; a docstring is none."""

    def __init__(self) -> None:
        self.have_begun = False
        self._may_be_docstring = True

    def note(self, token: tokenize.TokenInfo) -> None:
        if token.type == tokenize.NEWLINE:
            self._may_be_docstring = False
        elif token.type == tokenize.STRING and self._may_be_docstring:
            return
        elif token.type not in _NO_CODE:
            self.have_begun = True


def _comments(token: tokenize.TokenInfo, *, is_late: bool) -> Iterator[IgnoreComment]:
    line, offset = token.start
    for found in _COMMENT.finditer(token.string):
        following = _NEXT.search(token.string, found.end())
        end = len(token.string) if following is None else following.start()
        codes = found["codes"]
        yield IgnoreComment(
            text=found.group().strip(),
            line=line,
            start=offset + found.start(),
            end=offset + end,
            codes=None if codes is None else listed(codes),
            is_about_file=found["file"] is not None,
            is_alone=not token.line[:offset].strip() and found.start() == 0 and following is None,
            is_closed=codes is None or found["end"] is not None,
            is_late=is_late and found["file"] is not None,
        )
