"""Whether a function leaves a name alone, so that it still holds what it was bound to."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from scoped_fastapi_check.model.walk import nodes_in

__all__ = ["harmless_uses", "is_left_alone", "is_looked_into", "is_tested", "loads_of"]

# They look at what they are given, and change nothing in it.
_READERS: Final = frozenset({"bool", "isinstance", "len", "print", "repr", "str", "type"})
_HARMLESS: Final = (ast.Compare, ast.FormattedValue, ast.UnaryOp, ast.Assert, ast.BoolOp, ast.BinOp)


def is_left_alone(name: str, function: ast.AST, allowed: Iterable[ast.AST] = ()) -> bool:
    """Whether a function does nothing with a name that may change what it is bound to."""
    uses = loads_of(name, function)
    uses.difference_update(allowed)
    for node in nodes_in(function):
        uses.difference_update(harmless_uses(node))
    return not uses


def loads_of(name: str, within: ast.AST) -> set[ast.AST]:
    """Everywhere that a name is looked up."""
    return {
        node
        for node in nodes_in(within)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    }


def is_looked_into(name: str, function: ast.AST) -> bool:
    """Whether a condition tells what a name is bound to: `"error" in data`, `isinstance(data, dict)`.

    Whether there is anything, `data is None` and `not data`, tells less.
    """
    return any(_looks_into(test, name) for test in _tests(function))


def is_tested(name: str, function: ast.AST) -> bool:
    """Whether any condition speaks of a name: `if not ok`, `if (found := find()) is None`."""
    return name in _tested(function)


@lru_cache(maxsize=4)  # Each of many lambdas in a function asks for the same names.
def _tested(function: ast.AST) -> frozenset[str]:
    parts = (part for test in _tests(function) for part in nodes_in(test))
    return frozenset(part.id for part in parts if isinstance(part, ast.Name))


def _tests(function: ast.AST) -> Iterator[ast.expr]:
    for node in nodes_in(function):
        match node:
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                yield test
            case ast.Assert(test=test) | ast.Match(subject=test):
                yield test
            case ast.comprehension(ifs=tests):
                yield from tests
            case _:
                pass


def _looks_into(test: ast.expr, name: str) -> bool:
    match test:
        case ast.Name():
            return False
        case ast.Compare(left=left, comparators=[ast.Constant(value=None)]):
            return _looks_into(left, name)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _looks_into(operand, name)
        case ast.BoolOp(values=parts):
            return any(_looks_into(part, name) for part in parts)
        case _:
            return bool(loads_of(name, test))


def harmless_uses(node: ast.AST) -> Iterator[ast.AST]:
    """What stands right below a node, and is not changed by that."""
    below: list[ast.AST] = []
    match node:
        case ast.Return(value=ast.expr() as value):
            # In a display that is returned, too: nothing comes after that.
            yield from _in_displays(value)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            below = [test]
        case ast.Call(func=ast.Name(id=called), args=arguments) if called in _READERS:
            below = [*arguments]
        case _ if isinstance(node, _HARMLESS):
            below = [*ast.iter_child_nodes(node)]
        case _:
            pass
    for part in below:
        yield part.value if isinstance(part, ast.Subscript) else part


def _in_displays(value: ast.expr) -> Iterator[ast.expr]:
    yield value
    match value:
        case ast.Dict(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _in_displays(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _in_displays(body)
            yield from _in_displays(orelse)
        case _:
            pass
