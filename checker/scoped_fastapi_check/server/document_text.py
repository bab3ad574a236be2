"""What stands around a place in a text that may be half written: told without parsing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

__all__ = ["ClientText", "Definition", "DocumentText", "lines_of"]

_DEFINITION: Final = re.compile(r"[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)")
_DECORATOR: Final = re.compile(r"[ \t]*@[ \t]*[\w.]+")
_DOTTED: Final = re.compile(r"[^\W\d]\w*(?:[ \t]*\.[ \t]*[^\W\d]\w*)*")
_WORD: Final = re.compile(r"\w+")
_CLIENT: Final = re.compile(
    r"""(?<![\w.])(?P<line>[ \t]*@)?[\w.()\[\]]*\.[ \t]*
    (?P<name>get|put|post|delete|options|head|patch|request|stream|websocket_connect)[ \t]*\(\s*
    (?:(?P<first>["'][A-Za-z]+["']),\s*)?(?:url[ \t]*=[ \t]*)?
    (?P<prefix>[rRfFbB]{0,2})(?P<quote>["'])(?P<path>(?:(?!(?P=quote))[^\n])*)""",
    re.VERBOSE,
)
# A parameter list that is longer than this is not looked for.
_MOST_LINES: Final = 80


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or a class: the line of its name and of its first decorator, from 0."""

    name: str
    line: int
    column: int
    first_line: int


@dataclass(frozen=True, slots=True)
class ClientText:
    """A call of a client around a place; `start` and `end` are those of its path in the text."""

    name: str
    first: str | None
    path: str
    start: int
    end: int


def lines_of(text: str) -> list[str]:
    """The lines of a text, as editors count them."""
    return re.split(r"\r\n|\r|\n", text)


class DocumentText:
    """The text of a document; lines and columns, in characters, count from 0."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, as editors count them."""
        return lines_of(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where its lines begin."""
        return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self.text))]

    def line(self, number: int) -> str:
        """A line, empty where there is none."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def offset(self, line: int, column: int) -> int:
        """A place in the text."""
        if not 0 <= line < len(self.starts):
            return len(self.text)
        return self.starts[line] + min(max(column, 0), len(self.line(line)))

    @cached_property
    def definitions(self) -> list[Definition]:
        """All functions and classes, in their order."""
        found: list[Definition] = []
        first: int | None = None
        for number, line in enumerate(self.lines):
            if (named := _DEFINITION.match(line)) is not None:
                start = number if first is None else first
                found.append(Definition(named[1], number, named.start(1), start))
                first = None
            elif _DECORATOR.match(line):
                first = number if first is None else first
            elif first is not None and number - first > _MOST_LINES:
                first = None
        return found

    def definition(self, name: str, line: int) -> Definition | None:
        """The definition of a name, of those the next to a line."""
        found = [one for one in self.definitions if one.name == name]
        return min(found, key=lambda one: abs(one.line - line), default=None)

    def decorated(self, line: int) -> Definition | None:
        """The definition that a line belongs to: that of its decorators or of its name."""
        for one in self.definitions:
            if one.first_line <= line <= one.line:
                return one
        return None

    def dotted_name(self, line: int, column: int) -> str | None:
        """The name at a place, with what stands before it: `deps.get_user` at `get_user`."""
        text = self.line(line)
        for found in _DOTTED.finditer(text):
            if found.start() <= column <= found.end():
                word = next(
                    (
                        one
                        for one in _WORD.finditer(text, found.start(), found.end())
                        if one.start() <= column <= one.end()
                    ),
                    None,
                )
                end = found.end() if word is None else word.end()
                return re.sub(r"\s", "", text[found.start() : end])
        return None

    def client_call(self, line: int, column: int) -> ClientText | None:
        """The call `client.get("...")` whose path a place is in."""
        offset = self.offset(line, column)
        before = self.starts[max(line - 3, 0)] if line < len(self.starts) else 0
        for found in _CLIENT.finditer(self.text, before, min(offset + 2000, len(self.text))):
            if found.start("path") <= offset <= found.end("path"):
                if found["line"] is not None or self._is_decorator(found.start()):
                    return None
                first = found["first"]
                path = found["path"]
                if "f" in found["prefix"].lower():
                    path = re.sub(r"{[^{}]*}?", "\0", path)
                name, start, end = found["name"], found.start("path"), found.end("path")
                return ClientText(name, None if first is None else first[1:-1], path, start, end)
        return None

    def _is_decorator(self, offset: int) -> bool:
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return self.text[start : end if end >= 0 else len(self.text)].lstrip().startswith("@")

    def open_parameters(self, line: int, column: int) -> tuple[Definition, str] | None:
        """The function whose parameters a place is among, and what of them is written, all in all."""
        offset = self.offset(line, column)
        for one in reversed(self.definitions):
            if one.line > line or line - one.line > _MOST_LINES:
                continue
            start = self.text.find("(", self.offset(one.line, one.column))
            if not 0 <= start < offset:
                return None
            inside = self.text[start + 1 : offset]
            if _depth(inside) != 0:
                return None
            rest = self.text[offset : offset + 2000]
            return one, inside + rest[: _closing(rest)]
        return None


def _depth(text: str) -> int:
    """How many brackets are open after a text, -1 where one more is closed than was opened."""
    depth = 0
    for sign in _code(text):
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return -1
    return depth


def _closing(text: str) -> int:
    """Where the bracket is closed that was open before a text."""
    depth = 0
    for position, sign in enumerate(_code(text)):
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return position
    return 0


_QUOTED: Final = re.compile(r"""("[^"\n]*"?|'[^'\n]*'?|\#[^\n]*)""")


def _code(text: str) -> str:
    """A text of the same length without what stands in quotes and comments."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)
