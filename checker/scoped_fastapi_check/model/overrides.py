"""Finds where a module overrides dependencies: `app.dependency_overrides[get_db] = get_test_db`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Call, Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names

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


def overrides(module: Module, names: Names) -> Iterator[Override]:
    """Every entry that `module` writes out, however it is entered."""
    if not module.mentions(ATTRIBUTE):
        return
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
    node = expression.node
    if isinstance(node, ast.Attribute) and node.attr == ATTRIBUTE:
        return expression.sibling(node.value)
    return None


def _entries(app: Expression, given: Expression, names: Names) -> Iterator[Override]:
    if isinstance(given.node, ast.Name):
        given = names.value(given) or given
    # What another module enters is reported there, if it is wrong at all.
    if isinstance(given.node, ast.Dict) and given.scope.module is app.scope.module:
        for key, value in zip(given.node.keys, given.node.values, strict=True):
            if key is not None:
                yield Override(app, given.sibling(key), given.sibling(value))


def _entered(call: Call, names: Names) -> Iterator[Override]:
    """What a call of a method of the dictionary, or a call with it, enters."""
    function, arguments = call.node.func, [call.callee.sibling(node) for node in call.node.args]
    if not isinstance(function, ast.Attribute):
        return
    app = _application(call.callee.sibling(function.value), names)
    if app is not None:
        if function.attr == "update" and len(arguments) == 1:
            yield from _entries(app, arguments[0], names)
        elif function.attr == "setdefault" and len(arguments) == 2:
            yield Override(app, arguments[0], arguments[1])
    elif arguments and (app := _application(arguments[0], names)) is not None:
        if function.attr == SET_ITEM and len(arguments) == 3:
            yield Override(app, arguments[1], arguments[2])
        elif function.attr == PATCH_DICT and len(arguments) == 2:
            yield from _entries(app, arguments[1], names)
