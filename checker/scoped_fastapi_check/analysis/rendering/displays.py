"""The parts of a content that is written out: what its displays hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.rendering.types import MAX_DEPTH, Rendering

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression

__all__ = ["DISPLAYS", "merged_first", "parts", "shown_by_syntax"]

DISPLAYS: Final[dict[type[ast.expr], str]] = {
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.List: "list",
    ast.ListComp: "list",
    ast.Tuple: "tuple",
    ast.Set: "set",
    ast.SetComp: "set",
}


def parts(content: Expression, rendering: Rendering, depth: int = 0) -> Iterator[Expression]:
    """The expression, or the values that a display of it holds, and its keys; of tuples keys alone."""
    node = content.node
    is_chosen = isinstance(node, ast.IfExp)
    if (rendering is Rendering.TEXT and not is_chosen) or depth > MAX_DEPTH:
        if depth <= MAX_DEPTH or not isinstance(node, ast.Tuple):
            yield content
        return
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            inner = [body, orelse]
        case ast.Dict(keys=keys, values=values):
            # Whatever can be a key can be a value; a tuple is a list as a value, and no key.
            pairs = [pair for pair in zip(keys, values, strict=True) if pair[0] is not None]
            inner = [part for pair in pairs for part in pair if part is not None]
            as_keys = [key for key in keys if isinstance(key, ast.Tuple)]
            inner = [part for part in inner if part not in as_keys]
            yield from map(content.sibling, as_keys)
            yield from map(content.sibling, _merged(node))
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            inner = [element for element in elements if not isinstance(element, ast.Starred)]
        case ast.BinOp(op=ast.BitOr()) if (united := _united(node)) is not None:
            inner = [united]
        case _:
            yield content
            return
    for part in inner:
        yield from parts(content.sibling(part), rendering, depth + 1)


def shown_by_syntax(node: ast.expr, rendering: Rendering) -> str | None:
    """The type of what a constant or a display is, where that alone cannot be rendered."""
    match node:
        case ast.Set() | ast.SetComp():
            return "set"
        case ast.GeneratorExp():
            return "generator"
        case ast.Lambda():
            return "function"
        case ast.Constant(value=bytes()) if rendering is Rendering.JSON:
            return "bytes"
        case ast.Constant(value=bool() | int() | float() as value) if rendering is Rendering.TEXT:
            return type(value).__name__
        case _:
            return None


def _united(node: ast.BinOp) -> ast.Dict | None:
    """`{...} | other` as one dictionary, `{..., **other}`, without what is certainly or maybe replaced."""
    sides: list[ast.expr] = []
    left: ast.expr = node
    while isinstance(left, ast.BinOp) and isinstance(left.op, ast.BitOr):
        sides.append(left.right)
        left = left.left
    sides = [left, *reversed(sides)]
    if not any(isinstance(side, ast.Dict) for side in sides):
        return None
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for side in sides:
        given = side if isinstance(side, ast.Dict) else ast.Dict([None], [side])
        texts = {ast.unparse(key) for key in given.keys if key is not None}
        kept = [
            index
            for index, key in enumerate(keys)
            if key is None or (None not in given.keys and ast.unparse(key) not in texts)
        ]
        keys = [*(keys[index] for index in kept), *given.keys]
        values = [*(values[index] for index in kept), *given.values]
    return ast.copy_location(ast.Dict(keys, values), node)


def _merged(display: ast.Dict) -> Iterator[ast.Dict]:
    """What is merged into a dictionary, each as a dictionary of it and of all that comes behind."""
    for index, (key, value) in enumerate(zip(display.keys, display.values, strict=True)):
        if key is None:
            made = ast.Dict(display.keys[index:], display.values[index:])
            yield ast.copy_location(made, value)


def merged_first(display: ast.Dict) -> tuple[ast.expr, frozenset[str]] | None:
    """What a dictionary begins with, if it is merged, and the keys that it gets behind that."""
    if not display.keys or display.keys[0] is not None:
        return None
    names = {key.value for key in display.keys[1:] if isinstance(key, ast.Constant)}
    texts = frozenset(name for name in names if isinstance(name, str))
    return (display.values[0], texts) if len(texts) == len(display.keys) - 1 else None
