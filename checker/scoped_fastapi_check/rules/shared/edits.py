"""Edits for fixes: each is made only where the source at a node is what the node says.

A node may come from a string annotation, whose places are not those of the file, or from another
module; then there is no edit, and so no fix.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.diagnostic import Edit
from scoped_fastapi_check.diagnostics.source_text import SourceText, source_text
from scoped_fastapi_check.model.walk import arguments_of

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Expression, Module

__all__ = ["added_keyword", "inside_literal", "replaced", "source_of"]


def source_of(expression: Expression) -> str | None:
    """The source of an expression; None where its place does not hold it."""
    return _source(expression.scope.module, expression.node)


def replaced(expression: Expression, text: str) -> Edit | None:
    """Replace an expression by another text."""
    if source_of(expression) is None:
        return None
    return Edit.of(expression.node, text, Path(expression.scope.module.path))


def added_keyword(call: Call, name: str, value: str) -> Edit | None:
    """Add `name=value` to the arguments of a call, or give the keyword that is there this value."""
    module = call.scope.module
    source = _source(module, call.node)
    if source is None or call.has_unpacking:
        return None
    path = Path(module.path)
    known = call.keyword(name)
    if known is not None:
        return Edit.of(known.node, value, path)
    arguments = arguments_of(call.node)
    if not arguments:
        return None
    last = max(arguments, key=lambda node: (node.end_lineno or 0, node.end_col_offset or 0))
    tail = source[len(source) - _length(source, call.node, last) :]
    if "".join(tail.split()) not in {")", ",)"}:
        return None  # Parentheses of its own, or a comment.
    return Edit.after(last, f", {name}={value}", path)


def inside_literal(literal: Expression, old: str, new: str) -> Edit | None:
    """Replace a text inside of a string that is written in one piece and holds it once.

    An empty `old` is the beginning of the string.
    """
    node = literal.node
    source = source_of(literal)
    if source is None or not isinstance(node, ast.Constant) or node.lineno != node.end_lineno:
        return None
    quote = source[:1]
    if quote not in {'"', "'"} or source[1:2] == quote or source.count(quote) != 2:
        return None
    inner = source[1:-1]
    if inner != node.value or (old and inner.count(old) != 1):
        return None
    before = inner[: inner.index(old)]
    start = len(before.encode(errors="surrogatepass")) + node.col_offset + 2
    end = start + len(old.encode(errors="surrogatepass"))
    return Edit(node.lineno, start, node.lineno, end, new, Path(literal.scope.module.path))


def _length(source: str, call: ast.Call, last: ast.expr) -> int:
    """How much of the source of a call stands behind its last argument, in characters."""
    text = SourceText(source)
    line = (last.end_lineno or 0) - call.lineno + 1
    column = (last.end_col_offset or 0) - (call.col_offset if line == 1 else 0)
    return len(source) - text.offset(line, column + 1)


def _source(module: Module, node: ast.expr) -> str | None:
    if module.text is None:
        return None
    try:
        source = source_text(module.text)
        start = source.offset(node.lineno, node.col_offset + 1)
        end = source.offset(node.end_lineno or 0, (node.end_col_offset or 0) + 1)
        text = source.text[start:end]
        parsed = ast.parse(f"({text})", mode="eval").body
    except (IndexError, SyntaxError, ValueError, LookupError, RecursionError, MemoryError):
        return None
    return text if ast.dump(parsed) == ast.dump(node) else None
