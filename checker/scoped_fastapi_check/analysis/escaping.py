"""Exceptions that leave a function: raised in it, or in what it calls, and not caught on the way."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, Steps, SubclassOf, ask, the_names
from scoped_fastapi_check.analysis.swallowing import may_swallow
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

_MAX_DEPTH: Final = 4
EVERYTHING: Final = frozenset({"builtins.Exception", "builtins.BaseException"})
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


@dataclass(frozen=True, eq=False, slots=True)
class Escaping:
    """An exception that leaves a function at `node`; `function` is what raises it, through however many calls."""

    node: ast.expr | ast.stmt
    raised: ast.expr
    function: Function


@dataclass(frozen=True, eq=False, slots=True)
class _Place:
    """A node, and the handlers around it, those of the inner `try` first."""

    node: ast.AST
    handlers: tuple[ast.ExceptHandler, ...]


def escaping(
    function: Function, classes: tuple[str, ...], depth: int = 0, seen: frozenset[int] = frozenset()
) -> Steps[list[Escaping]]:
    """What of these classes leaves a function that is called."""
    names = yield from the_names()
    found: list[Escaping] = []
    if depth > _MAX_DEPTH or id(function) in seen:
        return found
    for place in _places(function.node.body, (), function, names):
        node = place.node
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = Expression(node.exc, function.body)
            is_class = names.is_class(raised)
            question = SubclassOf(raised, classes) if is_class else InstanceOf(raised, classes)
            if (yield from ask(question)) is None:
                continue
            if not (yield from _is_caught(place, function, classes, names)):
                found.append(Escaping(node, node.exc, function))
        elif isinstance(node, ast.Call) and (target := _project_function(node, function, names)):
            inner = yield from escaping(target, classes, depth + 1, seen | {id(function)})
            if inner and not (yield from _is_caught(place, function, classes, names)):
                found.append(Escaping(node, inner[0].raised, inner[0].function))
    return found


def _project_function(node: ast.Call, function: Function, names: Names) -> Function | None:
    """The function of the project that a call runs."""
    target = called_function(Expression(node, function.body), names)
    if target is None or target.is_generator or target.node.decorator_list:
        return None
    return None if target.scope.module.is_of_library else target


def _is_caught(
    place: _Place, function: Function, classes: tuple[str, ...], names: Names
) -> Steps[bool]:
    """Whether one of the handlers around may catch it, and does not raise it again."""
    for handler in place.handlers:
        if isinstance(handler.body[-1], ast.Raise):
            continue
        if handler.type is None:
            return True
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        for kind in kinds:
            expression = Expression(kind, function.body)
            if names.fullname(expression) in EVERYTHING or not names.is_class(expression):
                return True
            if (yield from ask(SubclassOf(expression, classes))) is not None:
                return True
    return False


def _places(
    nodes: Iterable[ast.AST],
    handlers: tuple[ast.ExceptHandler, ...],
    function: Function,
    names: Names,
) -> Iterator[_Place]:
    for node in nodes:
        yield from _places_in(node, handlers, function, names)


def _places_in(
    node: ast.AST, handlers: tuple[ast.ExceptHandler, ...], function: Function, names: Names
) -> Iterator[_Place]:
    """The raises and the calls of a function, without those in functions in it and in blocks that swallow."""
    if isinstance(node, _FUNCTIONS):
        return
    if isinstance(node, ast.With | ast.AsyncWith) and may_swallow(node, function, names):
        return
    if isinstance(node, ast.Raise | ast.Call):
        yield _Place(node, handlers)
    if isinstance(node, ast.Try):
        yield from _places(node.body, (*node.handlers, *handlers), function, names)
        rest = (*node.handlers, *node.orelse, *node.finalbody)
        yield from _places(rest, handlers, function, names)
        return
    # A raised exception is made by a call, which raises nothing itself.
    made = node.exc if isinstance(node, ast.Raise) else None
    inner = (child for child in ast.iter_child_nodes(node) if child is not made)
    yield from _places(inner, handlers, function, names)
