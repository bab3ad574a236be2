"""Decorators of a project whose types say that they keep the signature, and whose bodies do so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression, Function, FunctionNode
from scoped_fastapi_check.model.type_parameters import type_parameter
from scoped_fastapi_check.model.walk import nodes_outside

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

_CALLABLE: Final = frozenset({"typing.Callable", "collections.abc.Callable"})
# A decorator that looks at the parameters may well fill in what FastAPI would.
_INJECTS: Final = frozenset(
    {"signature", "get_dependant", "solve_dependencies", "get_type_hints", "__signature__"}
)


def keeps_arguments(decorator: Expression, names: Names) -> bool:
    """Whether a decorator, or what a called one returns, calls the function with the same arguments."""
    function = names.function(decorator.uncalled())
    if function is None or function.decorators:
        return False
    if not _is_typed_so(function, names, is_factory=isinstance(decorator.node, ast.Call)):
        return False
    return _passes_all_on(function)


def _is_typed_so(function: Function, names: Names, *, is_factory: bool) -> bool:
    """Whether `Callable[P, ...]` goes in, and comes out with the same `P`."""
    returns = function.node.returns
    given = None if returns is None else unquoted(Expression(returns, function.scope))
    if is_factory:
        arguments = _arguments(given, names)
        if arguments is None or not isinstance(arguments[0].node, ast.List):
            return False
        (parameter, result) = arguments
        inner = [parameter.sibling(each) for each in arguments[0].node.elts]
        return len(inner) == 1 and _same(inner[0], result, names)
    if given is None or not function.parameters or function.parameters[0].annotation is None:
        return False
    return _same(unquoted(function.parameters[0].annotation), given, names)


def _same(one: Expression, other: Expression, names: Names) -> bool:
    if isinstance(one.node, ast.Name) and isinstance(other.node, ast.Name):
        is_same = one.node.id == other.node.id
        return is_same and (
            type_variable(one, names) is not None or type_parameter(one) is not None
        )
    left, right = _arguments(one, names), _arguments(other, names)
    if left is None or right is None:
        return False
    first, second = left[0].node, right[0].node
    are_names = isinstance(first, ast.Name) and isinstance(second, ast.Name)
    return are_names and ast.dump(first) == ast.dump(second)


def type_variable(name: Expression, names: Names) -> ast.Call | None:
    """The call of `TypeVar(...)` that a name is bound to, here or where it is imported from."""
    if not isinstance(name.node, ast.Name):
        return None
    values = (scope.single_value(name.node.id) for scope in (name.scope, *name.scope.chain()))
    here = next((value for value in values if value is not None), None)
    value = names.value(name) if here is None else name.sibling(here)
    if value is None or not isinstance(value.node, ast.Call):
        return None
    is_made = names.fullname(value.sibling(value.node.func)) in fullnames.TYPE_VARIABLES
    return value.node if is_made else None


def _arguments(annotation: Expression | None, names: Names) -> tuple[Expression, Expression] | None:
    """The parameters and the result of `Callable[parameters, result]`."""
    node = None if annotation is None else annotation.node
    if annotation is None or not isinstance(node, ast.Subscript):
        return None
    if names.fullname(annotation.sibling(node.value)) not in _CALLABLE:
        return None
    if not isinstance(node.slice, ast.Tuple) or len(node.slice.elts) != 2:
        return None
    parameters, result = node.slice.elts
    return annotation.sibling(parameters), annotation.sibling(result)


def _passes_all_on(function: Function) -> bool:
    """Whether the body calls something with `*args, **kwargs`, and looks at no signature.

    Or it gives back the very function that it is given.
    """
    passes = _gives_back(function.node)
    for node in ast.walk(function.node):
        if any(name in _INJECTS for name in _words(node)):
            return False
        if isinstance(node, ast.Call):
            is_starred = any(isinstance(argument, ast.Starred) for argument in node.args)
            passes = passes or (is_starred and any(k.arg is None for k in node.keywords))
    return passes


def _gives_back(function: FunctionNode) -> bool:
    """Whether a decorator, or the one that a function makes, returns what it is given."""
    returned = {
        each.value.id if isinstance(each.value, ast.Name) else ""
        for each in nodes_outside(function.body)
        if isinstance(each, ast.Return)
    }
    first = [each.arg for each in (*function.args.posonlyargs, *function.args.args)][:1]
    made = [
        each
        for each in function.body
        if isinstance(each, ast.FunctionDef) and {each.name} == returned
    ]
    return returned == set(first) or any(map(_gives_back, made))


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
