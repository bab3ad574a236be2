"""Finds where a module overrides dependencies: `app.dependency_overrides[get_db] = get_test_db`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Call, Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module

ATTRIBUTE: Final = "dependency_overrides"
# Functions of test tools that set items of the dictionary that is passed first:
# `monkeypatch.setitem(overrides, a, b)` and `mock.patch.dict(overrides, {a: b})`.
SET_ITEM: Final = "setitem"
PATCH_DICT: Final = "dict"


@dataclass(frozen=True, eq=False, slots=True)
class Override:
    """One entry of `app.dependency_overrides`: what is called instead of a dependency."""

    app: Expression
    original: Expression
    replacement: Expression


def overrides(module: Module) -> Iterator[Override]:
    """Every entry that `module` writes out, however it is entered."""
    for assignment in module.assignments:
        target = assignment.target
        if isinstance(target.node, ast.Subscript):
            app = _application(target.sibling(target.node.value))
            if app is not None:
                original = target.sibling(target.node.slice)
                yield Override(app, original, assignment.value)
        elif (app := _application(target)) is not None:
            yield from _entries(app, assignment.value)
    for call in module.calls:
        yield from _entered(call)


def _application(expression: Expression) -> Expression | None:
    """The `app` of `app.dependency_overrides`."""
    node = expression.node
    if isinstance(node, ast.Attribute) and node.attr == ATTRIBUTE:
        return expression.sibling(node.value)
    return None


def _entries(app: Expression, given: Expression) -> Iterator[Override]:
    if isinstance(given.node, ast.Dict):
        for key, value in zip(given.node.keys, given.node.values, strict=True):
            if key is not None:
                yield Override(app, given.sibling(key), given.sibling(value))


def _entered(call: Call) -> Iterator[Override]:
    """What a call of a method of the dictionary, or a call with it, enters."""
    function, arguments = call.node.func, [call.callee.sibling(node) for node in call.node.args]
    if not isinstance(function, ast.Attribute):
        return
    app = _application(call.callee.sibling(function.value))
    if app is not None:
        if function.attr == "update" and len(arguments) == 1:
            yield from _entries(app, arguments[0])
        elif function.attr == "setdefault" and len(arguments) == 2:
            yield Override(app, arguments[0], arguments[1])
    elif arguments and (app := _application(arguments[0])) is not None:
        if function.attr == SET_ITEM and len(arguments) == 3:
            yield Override(app, arguments[1], arguments[2])
        elif function.attr == PATCH_DICT and len(arguments) == 2:
            yield from _entries(app, arguments[1])
