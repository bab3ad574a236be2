"""Lists and dictionaries of a module that nothing changes: `BOOKS = {1: {"title": "Emma"}}`.

What is read from them is as certain as what is written out in the function itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.left_alone import (
    harmless_uses,
    is_left_alone,
)
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Module

__all__ = ["ReadItems", "constants_in", "reading_of"]

# Of longer ones, which nobody writes, nothing is told.
_MAX_PARTS: Final = 60
_VALUES: Final = frozenset({"values"})
_READING_METHODS: Final = frozenset({"get", "values", "items", "keys", "copy"})
_READING_FUNCTIONS: Final = frozenset(
    {"list", "dict", "len", "sorted", "sum", "min", "max", "enumerate"}
)
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class ReadItems:
    """What an expression reads from a constant."""

    name: str
    parts: Sequence[ast.expr]
    is_list: bool = False
    """Whether it is a list of the parts, and not one of them."""
    is_selection: bool = False
    """Whether some of them may be left out of the list."""


def reading_of(node: ast.expr, function: Function) -> ReadItems | None:
    """What an expression of a function reads from a constant of its module, if nothing else."""
    match node:
        case ast.Name(id=name):
            display = _constant(name, function)
            return None if display is None else ReadItems(name, [display])
        case ast.Subscript(value=ast.Name() as owner, slice=ast.Slice()):
            return _selection(owner, function)
        case ast.ListComp(
            elt=ast.Name(id=item), generators=[ast.comprehension(ast.Name(id=target), iterated)]
        ) if item == target:
            return _selection(iterated, function)
        case ast.Subscript(value=ast.Name(id=name), slice=key):
            return _item(name, key, function)
        case ast.Call(func=ast.Attribute(ast.Name(id=name), "get"), args=[key], keywords=[]):
            return _item(name, key, function)
        case ast.Call(func=ast.Attribute(ast.Name(id=name), method), args=[], keywords=[]):
            display = _constant(name, function) if method in _VALUES else None
            if not isinstance(display, ast.Dict):
                return None
            return ReadItems(name, display.values, is_list=True)
        case ast.Call(func=ast.Name(id="list"), args=[ast.Call() as inner], keywords=[]):
            found = reading_of(inner, function)
            return found if found is not None and found.is_list else None
        case _:
            return None


def constants_in(function: Function, statement: ast.Return) -> set[str]:
    """The constants that what a statement returns may be read from."""
    found: set[str] = set()
    waiting = [] if statement.value is None else nodes_in(statement.value)
    seen: set[str] = set()
    for node in waiting:  # It grows meanwhile.
        if not isinstance(node, ast.Name) or node.id in seen:
            continue
        seen.add(node.id)
        if _constant(node.id, function) is not None:
            found.add(node.id)
        elif (value := function.body.single_value(node.id)) is not None:
            waiting += nodes_in(value)
    return found


def _selection(iterated: ast.expr, function: Function) -> ReadItems | None:
    """A list of some of the items that an expression has one after the other."""
    found = reading_of(iterated, function)
    if found is None or found.is_list:
        return None if found is None else replace(found, is_selection=True)
    match found.parts:
        case [ast.List(elts=items)] | [ast.Tuple(elts=items)] if items and isinstance(
            iterated, ast.Name
        ):
            return ReadItems(found.name, items, is_list=True, is_selection=True)
        case _:
            return None


def _item(name: str, key: ast.expr, function: Function) -> ReadItems | None:
    """One item of a constant; of which key, it may not be known."""
    display = _constant(name, function)
    wanted = key.value if isinstance(key, ast.Constant) else ...
    match display:
        case ast.Dict(keys=keys, values=values):
            parts = [
                value
                for known, value in zip(keys, values, strict=True)
                if wanted is ... or not isinstance(known, ast.Constant) or known.value == wanted
            ]
        case ast.List(elts=items) if not isinstance(key, ast.Slice | ast.UnaryOp):
            parts = (
                items
                if wanted is ...
                else items[wanted : wanted + 1]
                if isinstance(wanted, int)
                else []
            )
        case _:
            parts = []
    return ReadItems(name, parts) if parts else None


def _constant(name: str, function: Function) -> ast.Dict | ast.List | ast.Tuple | None:
    """The display that a name of the module is bound to, if nothing in the module may change it."""
    home = function.body.binding(name)
    display = (
        home.single_value(name) if home is not None and isinstance(home.node, ast.Module) else None
    )
    match display:
        case ast.Dict(keys=keys, values=parts) if None not in keys:
            pass
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            pass
        case _:
            return None
    if not 0 < len(parts) <= _MAX_PARTS or any(isinstance(part, ast.Starred) for part in parts):
        return None
    # A name in it may mean something else in the function.
    own = function.body.values
    if any(isinstance(node, ast.Name) and node.id in own for node in nodes_in(display)):
        return None
    return display if _is_left_alone(name, function.scope.module) else None


def _is_left_alone(name: str, module: Module) -> bool:
    """Whether a module does nothing but read from a list or a dictionary."""
    return _loads(module).get(name, set()) <= _only_read(module)


@lru_cache(maxsize=4)
def _loads(module: Module) -> dict[str, set[ast.AST]]:
    """Everywhere that each name is looked up."""
    found: dict[str, set[ast.AST]] = {}
    for node in nodes_in(module.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.setdefault(node.id, set()).add(node)
    return found


@lru_cache(maxsize=4)
def _only_read(module: Module) -> set[ast.AST]:
    """What a module reads, and does not change by that."""
    found: set[ast.AST] = set()
    for node in nodes_in(module.tree):
        found.update(harmless_uses(node))
        if isinstance(node, ast.Return) and node.value is not None:
            found.update(_reads(node.value))
    for function in module.functions:
        for node in nodes_in(function.node):
            found.update(_kept_reads(node, function))
    return found


def _reads(value: ast.AST) -> Iterator[ast.AST]:
    """The uses of a name by which something is read from what it is bound to, and returned."""
    for node in nodes_in(value):
        match node:
            case ast.Subscript(value=ast.Name() as owner):
                yield owner
            case ast.Call(func=ast.Attribute(ast.Name() as owner, method)) if (
                method in _READING_METHODS
            ):
                yield owner
            case ast.Call(func=ast.Name(id=called), args=arguments) if called in _READING_FUNCTIONS:
                yield from arguments
            case ast.comprehension(iter=ast.Name() as iterated):
                yield iterated
            case _:
                pass


def _kept_reads(node: ast.AST, function: Function) -> Iterator[ast.AST]:
    """What is read into a name with which the function does nothing but look at it and return it."""
    match node:
        case ast.Assign(targets=[ast.Name() as target], value=value):
            names, read = [target.id], value
        case ast.For(target=target, iter=read):
            names = [part.id for part in nodes_in(target) if isinstance(part, ast.Name)]
        case _:
            return
    if isinstance(read, ast.Name) and isinstance(node, ast.Assign):
        return  # The whole of it under another name.
    if all(is_left_alone(each, function.node) for each in names):
        yield from (read, *_reads(read))
