"""What a function gives that declares nothing of it, where its returns, or its yields, write it out.

Some checkers infer what such a function returns, others never do. A display, a constant and a call of a
class are of their class whoever looks at them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import BuiltIn, Result
from scoped_fastapi_check.analysis.response_models.followed_calls import (
    followed_function,
    returned_by,
)
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import is_none_written, nodes_outside

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Value
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

__all__ = ["shown_alike", "written_results"]

_DISPLAYS: Final[dict[type[ast.expr], str]] = {
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.List: "list",
    ast.ListComp: "list",
    ast.Set: "set",
    ast.SetComp: "set",
    ast.Tuple: "tuple",
    ast.JoinedStr: "str",
}
_BUILT_IN: Final = {*_DISPLAYS.values(), "bool", "bytes", "float", "int"}
_FUNCTION: Final = "types.FunctionType"
# What is in a display, each checker infers in its own way.
_SHOWN: Final = {**{name: name for name in _DISPLAYS.values()}, "FunctionType": "function"}
# `user = User()`, `found = user`: names for names.
_MAX_DEPTH: Final = 5


def written_results(function: Function, names: Names) -> tuple[Value, ...]:
    """What the function may give, None apart; nothing where something of it is not known."""
    if function.node.returns is not None or function.scope.module.is_of_library:
        return ()
    return _results(function, names, 0)


def shown_alike(shown: str) -> str:
    """What is written out, by one name for all checkers."""
    return _SHOWN.get(shown.partition("[")[0], shown)


def _results(function: Function, names: Names, depth: int) -> tuple[Value, ...]:
    found: list[Value] = []
    for given in _given(function, names):
        for part in _choices(given):
            if is_none_written(part):
                continue
            values = _written(Expression(part, function.body), names, depth)
            if not values:
                return ()
            found += values
    return tuple(found)


def _given(function: Function, names: Names) -> Iterator[ast.expr]:
    """What FastAPI takes of a function: what it returns, or yields."""
    if not function.is_generator:
        for statement in returned_by(function, names) or ():
            if statement.value is not None:
                yield statement.value
        return
    for node in nodes_outside(function.node.body):
        if isinstance(node, ast.YieldFrom):
            yield node  # Of which nothing is known.
        elif isinstance(node, ast.Yield) and node.value is not None:
            yield node.value


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


def _written(expression: Expression, names: Names, depth: int) -> tuple[Value, ...]:
    """The values that an expression may give, if the source tells the class of each."""
    if depth > _MAX_DEPTH:
        return ()
    if (called := followed_function(expression, names)) is not None:
        return () if called.node.returns else _results(called, names, depth + 1)
    match expression.node:
        case ast.Constant(value=value) if value is not ...:
            return (_built_in(type(value).__name__, expression),)
        case ast.Call(func=cls) if names.is_class(expression.sibling(cls)):
            module, _, name = (names.fullname(expression.sibling(cls)) or "").rpartition(".")
            if module == "builtins" and name in _BUILT_IN:
                return (_built_in(name, expression),)
            return tuple(map(Result, _seen_outside(expression.sibling(cls))))
        case ast.Name() | ast.Attribute() if names.is_class(expression):
            return _seen_outside(expression)
        case ast.Lambda():
            return (BuiltIn(_FUNCTION, expression),)
        case ast.Name(id=name) if _is_defined_here(expression, name):
            return (BuiltIn(_FUNCTION, expression),)
        case ast.Name(id=name) if (held := _held(expression, name, names)) is not None:
            return _written(held, names, depth + 1)
        case node if (kind := _DISPLAYS.get(type(node))) is not None:
            return (_built_in(kind, expression),)
        case _:
            return ()


def _built_in(name: str, written: Expression) -> BuiltIn:
    return BuiltIn(f"builtins.{name}", written)


def _is_defined_here(expression: Expression, name: str) -> bool:
    """Whether a name is that of a function of the function's own, which nothing wraps."""
    scope = expression.scope
    defined = scope.module.functions_in(scope, name)
    if len(defined) != 1 or len(scope.values.get(name, ())) != 1:
        return False
    return not defined[0].node.decorator_list


def _held(expression: Expression, name: str, names: Names) -> Expression | None:
    """The only value of a name, of the function or of its module, for which nobody declares a type."""
    bound = expression.scope.binding(name)
    if bound is None or bound.parent not in {None, expression.scope.parent}:
        return None
    value = bound.single_value(name)
    if value is None or is_none_written(value) or names.is_declared(expression):
        return None
    return Expression(value, bound)


def _seen_outside(named: Expression) -> tuple[Expression, ...]:
    """What is named, where the function itself stands; nothing if it is a name of the function's own."""
    root, scope = named.node, named.scope
    if not isinstance(scope.node, ast.FunctionDef | ast.AsyncFunctionDef):
        return (named,)
    while isinstance(root, ast.Attribute):
        root = root.value
    is_own = not isinstance(root, ast.Name) or root.id in scope.values
    # The names of a class are not those of its methods.
    return () if is_own else (Expression(named.node, scope.chain()[1]),)
