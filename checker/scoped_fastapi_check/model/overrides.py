"""Finds where a module overrides dependencies: `app.dependency_overrides[get_db] = get_test_db`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.walk import nodes_outside

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module, Scope
    from scoped_fastapi_check.model.names import Names

ATTRIBUTE: Final = "dependency_overrides"
# Functions of test tools that set items of the dictionary that is passed first:
# `monkeypatch.setitem(overrides, a, b)` and `mock.patch.dict(overrides, {a: b})`.
SET_ITEM: Final = "setitem"
PATCH_DICT: Final = "dict"
# Those that put another dictionary in its place: `monkeypatch.setattr(app, "dependency_overrides", {a: b})`.
REPLACING: Final = frozenset({"setattr", "object"})
# What makes one dictionary of another.
_COPIES: Final = "builtins.dict"


@dataclass(frozen=True, eq=False, slots=True)
class Override:
    """One entry of `app.dependency_overrides`: what is called instead of a dependency."""

    app: Expression
    original: Expression
    replacement: Expression


def overrides(module: Module, names: Names) -> Iterator[Override]:
    """Every entry that `module` writes out, however it is entered."""
    if module.mentions(ATTRIBUTE):
        for found in _written(module, names):
            for key, value in _each_time(found.original, found.replacement, names):
                yield Override(found.app, key, value)


def _written(module: Module, names: Names) -> Iterator[Override]:
    for assignment in module.assignments:
        target = assignment.target
        if isinstance(target.node, ast.Subscript):
            app = _application(target.sibling(target.node.value), names)
            if app is not None:
                original = target.sibling(target.node.slice)
                yield Override(app, original, assignment.value)
        elif (app := _application(target, names)) is not None:
            yield from _entries(app, assignment.value, names)
    for call in module.calls:
        yield from _entered(call, names)


def _application(expression: Expression, names: Names) -> Expression | None:
    """The `app` of `app.dependency_overrides`, or of a name that is bound to that."""
    if isinstance(expression.node, ast.Name):
        expression = names.value(expression) or expression
    elif isinstance(expression.node, ast.NamedExpr):
        expression = expression.sibling(expression.node.value)
    node = expression.node
    if isinstance(node, ast.Attribute) and node.attr == ATTRIBUTE:
        return expression.sibling(node.value)
    return None


def _entries(app: Expression, given: Expression, names: Names) -> Iterator[Override]:
    for key, value in _pairs(given, names):
        # What another module enters is reported there, if it is wrong at all.
        if key.scope.module is app.scope.module:
            yield Override(app, key, value)


def _pairs(given: Expression, names: Names) -> Iterator[tuple[Expression, Expression]]:
    """The keys and values of a dictionary, or of what one is made of: sums, copies, lists of pairs."""
    if isinstance(given.node, ast.Name):
        given = names.value(given) or given
    match given.node:
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if key is not None:
                    yield given.sibling(key), given.sibling(value)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            for side in (left, right):
                if not isinstance(side, ast.Name):  # What has a name may be entered by that, too.
                    yield from _pairs(given.sibling(side), names)
        case ast.Call(func=called, args=[inner]):
            if names.fullname(given.sibling(called)) == _COPIES:
                yield from _pairs(given.sibling(inner), names)
        case ast.List(elts=rows) | ast.Tuple(elts=rows):
            for row in rows:
                if isinstance(row, ast.Tuple) and len(row.elts) == 2:
                    yield given.sibling(row.elts[0]), given.sibling(row.elts[1])
        case _:
            pass


def _each_time(
    key: Expression, value: Expression, names: Names
) -> Iterator[tuple[Expression, Expression]]:
    """What is entered, once for each turn of a loop that names the key: `for original, fake in (...)`."""
    for loop in _loops(key.scope) if isinstance(key.node, ast.Name) else ():
        if loop.lineno <= key.node.lineno <= (loop.end_lineno or 0):
            for bound in _turns(loop, key.sibling(loop.iter), names):
                if _name(key) in bound:
                    yield bound[_name(key)], bound.get(_name(value), value)
            if _name(key) in _loop_names(loop.target):
                return
    yield key, value


@lru_cache(maxsize=16)
def _loops(scope: Scope) -> list[ast.For]:
    """The loops of a module, a class or a function, without those of what is defined in it."""
    return [node for node in nodes_outside(scope.statements) if isinstance(node, ast.For)]


def _turns(loop: ast.For, over: Expression, names: Names) -> Iterator[dict[str, Expression]]:
    """What the names of a loop stand for in each of its turns, where that is written out."""
    targets = _loop_names(loop.target)
    if isinstance(loop.target, ast.Tuple):
        if len(targets) != 2:
            return
        of_items = over.node
        if isinstance(of_items, ast.Call):
            is_items = isinstance(of_items.func, ast.Attribute) and of_items.func.attr == "items"
            if not is_items or not isinstance(of_items.func, ast.Attribute):
                return
            over = over.sibling(of_items.func.value)
        for pair in _pairs(over, names):
            yield dict(zip(targets, pair, strict=True))
    elif targets and isinstance(over.node, ast.List | ast.Tuple | ast.Set):
        for element in over.node.elts:
            yield {targets[0]: over.sibling(element)}


def _loop_names(target: ast.expr) -> list[str]:
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    return [part.id for part in parts if isinstance(part, ast.Name)]


def _name(expression: Expression) -> str:
    return expression.node.id if isinstance(expression.node, ast.Name) else ""


def _entered(call: Call, names: Names) -> Iterator[Override]:
    """What a call of a method of the dictionary, or a call with it, enters."""
    function, arguments = call.node.func, [call.callee.sibling(node) for node in call.node.args]
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in REPLACING:
        yield from _put_in_its_place(call, names)
        return
    if not isinstance(function, ast.Attribute):
        return
    app = _application(call.callee.sibling(function.value), names)
    if app is not None:
        if name == "update" and len(arguments) == 1:
            yield from _entries(app, arguments[0], names)
        elif name in {"setdefault", "__setitem__"} and len(arguments) == 2:
            yield Override(app, arguments[0], arguments[1])
        return
    given = call.argument("in_dict" if name == PATCH_DICT else "dic", 0)
    app = None if given is None else _application(given, names)
    if app is None:
        return
    if name == SET_ITEM and len(arguments) == 3:
        yield Override(app, arguments[1], arguments[2])
    elif name == PATCH_DICT and (values := call.argument("values", 1)) is not None:
        yield from _entries(app, values, names)


def _put_in_its_place(call: Call, names: Names) -> Iterator[Override]:
    """What `setattr`, `monkeypatch.setattr` and `mock.patch.object` put in the dictionary's place."""
    app, attribute, given = (
        call.argument("target", 0),
        call.argument("attribute", 1) or call.keyword("name"),
        call.argument("new", 2) or call.keyword("value"),
    )
    if app is None or attribute is None or given is None:
        return
    if isinstance(attribute.node, ast.Constant) and attribute.node.value == ATTRIBUTE:
        yield from _entries(app, given, names)
