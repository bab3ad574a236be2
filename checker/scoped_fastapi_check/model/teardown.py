"""Whether what a generator does after its `yield` has to do with the value it has provided.

Closing a session makes it useless; logging the time, or giving back a lock, leaves the value alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import cast

from scoped_fastapi_check.model.module import Function

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)

# A node and the nodes that it stands in, outermost first.
Way = tuple[ast.AST, ...]


def closes_its_value(function: Function) -> bool:
    """Whether the code around and after a `yield` names what the yielded value is made of."""
    for way in _ways_to_yields(function.node.body, ()):
        if isinstance(way[-1], ast.YieldFrom):
            return True  # What the other generator does is its own.
        provided = _local_names(_yielded(way[-1]), function)
        if provided & _local_names(_closing(function.node.body, way), function, expand=False):
            return True
    return False


def closes_when_dropped(function: Function) -> bool:
    """Whether a generator that is dropped after its first value closes it: in a `with` or a `finally`.

    One that runs through something, or reads something out of what it closes, gives values of their own.
    """
    ways = list(_ways_to_yields(function.node.body, ()))
    if len(ways) != 1 or any(isinstance(node, _LOOPS) for node in ways[0]):
        return False
    [way] = ways
    value = way[-1].value if isinstance(way[-1], ast.Yield) else None
    if isinstance(value, ast.Subscript) or (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)
    ):
        return False
    provided = _local_names(_yielded(way[-1]), function)
    closing: list[ast.AST] = []
    for node, inner in pairwise(way):
        if isinstance(node, ast.With | ast.AsyncWith):
            closing += node.items
        elif isinstance(node, ast.Try | ast.TryStar) and inner in node.body:
            closing += node.finalbody
    return bool(provided & _local_names(closing, function, expand=False))


def _ways_to_yields(nodes: Iterable[ast.AST], above: Way) -> Iterator[Way]:
    """Each `yield` of a function, and how it is reached."""
    for node in nodes:
        if isinstance(node, _FUNCTIONS):
            continue
        way = (*above, node)
        if isinstance(node, ast.Yield | ast.YieldFrom):
            yield way
        yield from _ways_to_yields(ast.iter_child_nodes(node), way)


def _yielded(node: ast.AST) -> list[ast.AST]:
    value = node.value if isinstance(node, ast.Yield) else None
    return [] if value is None else [value]


def _closing(body: list[ast.stmt], way: Way) -> list[ast.AST]:
    """What runs after a `yield`: later statements, and what blocks around it do at their end."""
    found: list[ast.AST] = list(_after(body, way[0]))
    for node, inner in pairwise(way):
        for block in ("body", "orelse", "finalbody"):
            found += _after(getattr(node, block, []), inner)
        match node:
            case ast.With() | ast.AsyncWith():
                found += node.items
            case ast.For() | ast.AsyncFor():
                found += [node.target, node.iter]
            case ast.Try() | ast.TryStar():
                found += [*node.orelse, *node.finalbody]
            case _:
                pass
    return found


def _after(block: object, node: ast.AST) -> list[ast.AST]:
    """The statements after `node`, if it stands in this block."""
    statements = cast("list[ast.AST]", block) if isinstance(block, list) else []
    if node not in statements:
        return []
    return statements[statements.index(node) + 1 :]


def _local_names(nodes: Iterable[ast.AST], function: Function, *, expand: bool = True) -> set[str]:
    """The names of the function in these nodes, and in what they were assigned from."""
    found: set[str] = set()
    pending = [*nodes]
    while pending:
        for part in ast.walk(pending.pop()):
            if not isinstance(part, ast.Name) or part.id in found:
                continue
            if part.id in function.body.values:
                found.add(part.id)
                values = function.body.values[part.id] if expand else []
                pending += [value for value in values if value is not None]
    return found
