"""What stands in the source at the place of a finding: the line, how far it goes, what it is in."""

from __future__ import annotations

import ast
import io
import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.source_file import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["Place", "Places"]

DEFINITION = re.compile(r"(?:async\s+)?(?:def|class)\s+\w+")

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Place:
    """From where to where a finding goes, lines and columns counted from 1 in characters.

    `end_column` is that of the first character after it. `text` is the whole first line, and
    `symbol` the dotted name of the function or class that it is in, empty outside of all.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    symbol: str

    @property
    def source(self) -> str:
        """The code at the place, as far as it stands on the first line."""
        end = self.end_column - 1 if self.end_line == self.line else len(self.text)
        return self.text[self.column - 1 : end].rstrip()


class Places:
    """Finds places, and reads each file once."""

    def __init__(self) -> None:
        self._files: dict[Path, _File] = {}

    def of(self, report: Diagnostic) -> Place:
        """Return the place of a report.

        A file that cannot be read any more has empty lines.
        """
        return self._file(report.path).place(report.line, report.column)

    def column(self, path: Path, line: int, column: int) -> int:
        """Return the column in characters of one in bytes, both counted from 1."""
        return _characters(self._file(path).text(line), column - 1) + 1

    def of_line(self, path: Path, line: int) -> Place:
        """Return the place of a whole line."""
        text = self._file(path).text(line)
        start = len(text) - len(text.lstrip())
        return Place(line, start + 1, line, len(text.rstrip()) + 1, text, "")

    def _file(self, path: Path) -> _File:
        if path not in self._files:
            self._files[path] = _read(path)
        return self._files[path]


@dataclass(frozen=True)
class _File:
    lines: list[str] = field(default_factory=list[str])
    nodes: dict[tuple[int, int], ast.AST] = field(default_factory=dict[tuple[int, int], ast.AST])
    """The largest that begins at each line and byte."""
    symbols: dict[int, str] = field(default_factory=dict[int, str])
    """The innermost definition around each line that is in one."""

    def text(self, line: int) -> str:
        return self.lines[line - 1] if line <= len(self.lines) else ""

    def place(self, line: int, column: int) -> Place:
        text = self.text(line)
        start = _characters(text, column - 1)
        end_line, end = line, _end_of_word(text, start)
        node = self.nodes.get((line, column - 1))
        if isinstance(node, Definition):
            name = DEFINITION.match(text, start)
            end = name.end() if name else end
        elif node is not None:
            end_line, end = self._end_of(node)
        return Place(line, start + 1, end_line, end + 1, text, self.symbols.get(line, ""))

    def _end_of(self, node: ast.AST) -> tuple[int, int]:
        line: int = getattr(node, "end_lineno")  # noqa: B009 - all nodes that are kept have it
        return line, _characters(self.lines[line - 1], getattr(node, "end_col_offset"))  # noqa: B009


def _read(path: Path) -> _File:
    try:
        text = io.IncrementalNewlineDecoder(None, translate=True).decode(decoded(read_bytes(path)))
    except (OSError, SyntaxError, UnicodeDecodeError, LookupError):
        return _File()
    file = _File(text.split("\n"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        # Outer ones come before those in them.
        for first, last, name in _symbols(tree, ""):
            file.symbols.update(dict.fromkeys(range(first, last + 1), name))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return file
    # Wider nodes come before those in them.
    for node in ast.walk(tree):
        if hasattr(node, "end_lineno"):
            file.nodes.setdefault((node.lineno, node.col_offset), node)  # type: ignore[attr-defined]
    return file


def _symbols(node: ast.AST, prefix: str) -> Iterator[tuple[int, int, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Definition):
            name = f"{prefix}{child.name}"
            first = min([child.lineno, *(decorator.lineno for decorator in child.decorator_list)])
            yield first, child.end_lineno or child.lineno, name
            yield from _symbols(child, f"{name}.")
        elif isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from _symbols(child, prefix)


def _characters(text: str, size: int) -> int:
    """Return how many characters of a line its first `size` bytes are, as Python counts columns."""
    return len(text.encode(errors="surrogatepass")[:size].decode(errors="ignore"))


def _end_of_word(text: str, start: int) -> int:
    if text.startswith("#", start):
        return len(text.rstrip())
    if text.startswith("{#", start):
        return text.find("#}", start) + len("#}") if "#}" in text[start:] else len(text.rstrip())
    word = re.compile(r"\w+").match(text, start)
    return word.end() if word else start + 1
