"""The fix for a hidden route: its function, moved above that of the route that hides it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.diagnostic import Edit, Fix
from scoped_fastapi_check.diagnostics.source_text import source_text

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function

__all__ = ["moved_above"]

_WORD: Final = re.compile(r"\w+")


def moved_above(earlier: Function, later: Function) -> Fix | None:
    """Move a function with its decorator above another one, if it needs nothing that stands between.

    It is never safe: between them may stand what the eye of a reader wants to have in this order.
    """
    scope = later.scope
    module, body = scope.module, scope.node.body
    if (
        not isinstance(scope.node, ast.Module)
        or not isinstance(body, list)
        or module.text is None
        or earlier.node not in body
        or later.node not in body
        or len(later.node.decorator_list) != 1
    ):
        return None
    try:
        lines = [line.rstrip("\r\n") for line in source_text(module.text).lines()]
    except (SyntaxError, ValueError, LookupError):
        return None
    start, target = (_first_line(function, lines) for function in (later, earlier))
    end = later.node.end_lineno or 0
    between = body[body.index(earlier.node) : body.index(later.node)]
    header = "\n".join(lines[start - 1 : later.node.body[0].lineno])
    if not between or not _stands_alone(later, body, lines):
        return None
    if not set(_bound(between)).isdisjoint(_WORD.findall(header)):
        return None
    path = Path(module.path)
    text = "\n".join(lines[start - 1 : end])
    return Fix(
        f'Move "{later.name}" above "{earlier.name}"',
        (Edit(target, 1, target, 1, f"{text}\n\n\n", path), _removed(start, end, lines, path)),
        is_safe=False,
    )


def _first_line(function: Function, lines: Sequence[str]) -> int:
    """The first line of its decorators, or of the comments right above them."""
    line = min([function.node.lineno, *(one.lineno for one in function.node.decorator_list)])
    while line > 1 and lines[line - 2].startswith("#"):
        line -= 1
    return line


def _stands_alone(function: Function, body: Sequence[ast.stmt], lines: Sequence[str]) -> bool:
    """Whether the lines of a function hold nothing else, and begin where the line does."""
    end = function.node.end_lineno or 0
    after = [one.lineno for one in body if one.lineno > function.node.lineno]
    last = lines[end - 1].encode(errors="surrogatepass")[function.node.end_col_offset or 0 :]
    is_last = not last.strip() or last.lstrip().startswith(b"#")
    return is_last and function.node.col_offset == 0 and end not in after


def _removed(start: int, end: int, lines: Sequence[str], path: Path) -> Edit:
    """Take lines out, and the empty ones that set them apart from what follows."""
    following = end
    while following < len(lines) and not lines[following].strip():
        following += 1
    if following < len(lines):
        return Edit(start, 1, following + 1, 1, "", path)
    before = start - 1
    while before > 0 and not lines[before - 1].strip():
        before -= 1
    return Edit(before, _end(lines[before - 1]), end, _end(lines[end - 1]), "", path)


def _end(line: str) -> int:
    return len(line.encode(errors="surrogatepass")) + 1


def _bound(statements: Sequence[ast.stmt]) -> Iterator[str]:
    """All names that statements may bind, in themselves or further inside."""
    for node in (node for statement in statements for node in ast.walk(statement)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.alias(name=name, asname=asname):
                yield asname or name.partition(".")[0]
            case _:
                pass
