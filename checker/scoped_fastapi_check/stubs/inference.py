"""The type of an expression, as far as its syntax tells it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.walk import is_none_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Scope", "type_of", "union"]

_CONTAINERS = {"list", "set", "frozenset", "tuple"}
_TEXT_METHODS = {
    **dict.fromkeys(("format", "join", "lower", "rstrip", "strip", "upper"), "str"),
    "split": "list[str]",
}


@dataclass(frozen=True)
class Scope:
    """What the names in an expression stand for: their types, as annotations."""

    values: Mapping[str, ast.expr] = field(default_factory=dict[str, ast.expr])
    attributes: Mapping[str, ast.expr] = field(default_factory=dict[str, ast.expr])
    """The attributes of `self`."""
    functions: Mapping[str, ast.expr] = field(default_factory=dict[str, ast.expr])
    """What functions return."""
    classes: frozenset[str] = frozenset()


def type_of(value: ast.expr, scope: Scope) -> ast.expr | None:
    """Return the annotation for a value; None when the syntax does not tell."""
    match value:
        case ast.Constant(value=constant):
            return _constant(constant)
        case ast.JoinedStr():
            return ast.Name("str")
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return ast.Name("bool")
        case ast.Name(name):
            return scope.values.get(name)
        case ast.Attribute():
            return _attribute(value, scope)
        case ast.BoolOp(op=ast.Or(), values=values):
            return _either(values, scope)
        case ast.IfExp(body=body, orelse=orelse):
            return union([_given(value.test, body, scope), _given(value.test, orelse, scope)])
        case ast.List() | ast.Set() | ast.Tuple() | ast.Dict():
            return _display(value, scope)
        case ast.Call():
            return _call(value, scope)
        case _:
            return None


def union(types: Iterable[ast.expr | None]) -> ast.expr | None:
    """Return the union of types, each once; None if one is not known."""
    members: dict[str, ast.expr] = {}
    for one in types:
        if one is None:
            return None
        for member in _members(one):
            members.setdefault(ast.unparse(member), member)
    if not members:
        return None
    return reduce(lambda left, right: ast.BinOp(left, ast.BitOr(), right), members.values())


def _constant(constant: object) -> ast.expr | None:
    if constant is None:
        return ast.Constant(None)
    return None if constant is ... else ast.Name(type(constant).__name__)


def _attribute(value: ast.Attribute, scope: Scope) -> ast.expr | None:
    match value:
        case ast.Attribute(value=ast.Name("self"), attr=name):
            return scope.attributes.get(name)
        case ast.Attribute(attr="__name__" | "__qualname__"):
            return ast.Name("str")
        case _:
            return None


def _either(values: list[ast.expr], scope: Scope) -> ast.expr | None:
    """Return the type of `a or b`: an empty `[]` or `{}` at its end says nothing new."""
    *first, last = values
    types = [type_of(one, scope) for one in first]
    known = union(types)
    if known is None:
        return None
    known = union(member for member in _members(known) if not is_none_written(member))
    if known is not None and _is_empty_display(last):
        return known
    return union([known, type_of(last, scope)])


def _given(test: ast.expr, value: ast.expr, scope: Scope) -> ast.expr | None:
    """Return the type of a branch of `a if b is None else a`: without None, and of `[]` nothing."""
    found = type_of(value, scope)
    match test:
        case ast.Compare(left=ast.Name(name), comparators=[ast.Constant(None)]) if (
            found is not None and isinstance(value, ast.Name) and value.id == name
        ):
            return union(member for member in _members(found) if not is_none_written(member))
        case _:
            return found


def _display(value: ast.List | ast.Set | ast.Tuple | ast.Dict, scope: Scope) -> ast.expr | None:
    if isinstance(value, ast.Dict):
        keys = [type_of(key, scope) if key else None for key in value.keys]
        held = [_element(one, scope) for one in value.values]
        return _subscript("dict", [_common(keys), _common(held)])
    held = [_element(one, scope) for one in value.elts]
    if isinstance(value, ast.Tuple):
        return _subscript("tuple", [*(one or ast.Name("Any") for one in held)]) if held else None
    return _subscript(type(value).__name__.lower(), [_common(held)])


def _element(value: ast.expr, scope: Scope) -> ast.expr | None:
    # What a container holds may differ from what another one holds in the same place.
    return None if isinstance(value, (ast.Dict, ast.List)) else type_of(value, scope)


def _common(types: list[ast.expr | None]) -> ast.expr:
    found = union(types)
    return ast.Name("Any") if found is None or isinstance(found, ast.BinOp) else found


def _call(value: ast.Call, scope: Scope) -> ast.expr | None:
    match value:
        case ast.Call(func=ast.Name("cast"), args=[kind, _]):
            return kind
        case ast.Call(func=ast.Name(name), args=[one]) if name in _CONTAINERS:
            return _converted(name, type_of(one, scope))
        case ast.Call(func=ast.Name("str" | "int" | "bool" | "float" | "bytes" as plain)):
            return ast.Name(plain)
        case ast.Call(func=ast.Attribute(value=ast.Name("logging"), attr="getLogger")):
            return ast.Attribute(ast.Name("logging"), "Logger")
        case ast.Call(func=ast.Name(name)):
            return ast.Name(name) if name in scope.classes else scope.functions.get(name)
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in _TEXT_METHODS:
            return _of_text(_TEXT_METHODS[name], type_of(owner, scope))
        case ast.Call(func=ast.Attribute(value=ast.Name("self"), attr=name)):
            return scope.functions.get(f"self.{name}")
        case _:
            return None


def _of_text(given: str, kind: ast.expr | None) -> ast.expr | None:
    is_text = isinstance(kind, ast.Name) and kind.id == "str"
    return ast.parse(given, mode="eval").body if is_text else None


def _converted(name: str, kind: ast.expr | None) -> ast.expr:
    """Return what `list(x)` is for an `x` whose type says what it holds."""
    match kind:
        case ast.Subscript(
            value=ast.Name("Sequence" | "list" | "Iterable" | "set" | "frozenset"), slice=element
        ):
            held = element
        case _:
            held = ast.Name("Any")
    return _subscript(name, [held, ast.Constant(...)] if name == "tuple" else [held])


def _subscript(name: str, arguments: list[ast.expr]) -> ast.expr:
    inside = arguments[0] if len(arguments) == 1 and name != "tuple" else ast.Tuple(arguments)
    return ast.Subscript(ast.Name(name), inside)


def _members(kind: ast.expr) -> list[ast.expr]:
    match kind:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return [*_members(left), *_members(right)]
        case ast.Subscript(value=ast.Name("Optional"), slice=held):
            return [*_members(held), ast.Constant(None)]
        case ast.Subscript(value=ast.Name("Union"), slice=ast.Tuple(elts=held)):
            return [member for one in held for member in _members(one)]
        case _:
            return [kind]


def _is_empty_display(value: ast.expr) -> bool:
    match value:
        case ast.List(elts=[]) | ast.Dict(keys=[]) | ast.Tuple(elts=[]):
            return True
        case _:
            return False
