"""What an object in a function of another module is, by its source: an engine may have no types there."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import called_function, declared_type
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.own_attributes import own_class, value_of_own_attribute
from scoped_fastapi_check.rules.blocking.known import (
    CONNECTION,
    ENGINE,
    SESSION,
    SQLMODEL_SESSION,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

__all__ = ["Origin", "given_by", "origin"]

_MAX_STEPS: Final = 10
# What the methods of these give is no object of them.
_MADE: Final = {
    SQLMODEL_SESSION: {"query": fullnames.QUERY},
    SESSION: {"query": fullnames.QUERY},
    fullnames.SCOPED_SESSION: {"query": fullnames.QUERY},
    ENGINE: {"connect": CONNECTION, "begin": CONNECTION},
    "sqlite3.Connection": {"cursor": "sqlite3.Cursor"},
    "psycopg.Connection": {"cursor": "psycopg.Cursor"},
}


@dataclass(frozen=True, slots=True)
class Origin:
    """The class that is declared for an object, or an expression that makes one."""

    expression: Expression
    is_class: bool


def origin(owner: Expression, names: Names) -> tuple[Origin | None, str | None]:
    """What an object is, and the method of it that gives what is meant, if it is not meant itself."""
    method: str | None = None
    for _ in range(_MAX_STEPS):
        root, called = _root(owner, names)
        method = called or method
        found = _found(root, names)
        if not isinstance(found, Expression):
            return found, method
        owner = found
    return None, None


def _found(root: Expression, names: Names) -> Expression | Origin | None:
    match root.node:
        case ast.Name():
            return _of_name(root, names)
        case ast.Attribute():
            return _of_attribute(root, names)
        case ast.Call():
            return _returned(root, names) or Origin(root, is_class=False)
        case _:
            return None


def given_by(found: str | None, method: str) -> str | None:
    """The class of what a method of a class gives; it may be asked for further methods."""
    return None if found is None else _MADE.get(found, {}).get(method)


def _root(owner: Expression, names: Names) -> tuple[Expression, str | None]:
    """`session.query(User).filter(...)` is `session`, and what its method `query` gives."""
    method = None
    while _own_function(owner, names) is None:
        match owner.node:
            case ast.Call(ast.Attribute(value, name)):
                owner, method = owner.sibling(value), name
            case _:
                break
    return owner, method


def _own_function(call: Expression, names: Names) -> Function | None:
    """The function of the project that is called, if it is one."""
    function = called_function(call, names)
    return None if function is None or function.scope.module.is_of_library else function


def _returned(call: Expression, names: Names) -> Origin | None:
    """What a function of the project is declared to give, or to yield as a context manager."""
    function = _own_function(call, names)
    if function is None or function.node.returns is None:
        return None
    returns = unquoted(Expression(function.node.returns, function.scope))
    if function.is_generator and function.node.decorator_list:
        if not isinstance(returns.node, ast.Subscript):
            return None
        part = returns.node.slice
        item = part.elts[0] if isinstance(part, ast.Tuple) and part.elts else part
        return Origin(declared_type(returns.sibling(item), names), is_class=True)
    if isinstance(function.node, ast.AsyncFunctionDef) or function.node.decorator_list:
        return None
    declared = declared_type(returns, names)
    if isinstance(declared.node, ast.Subscript):  # `Query[User]`
        declared = declared.sibling(declared.node.value)
    return Origin(declared, is_class=True)


def _of_name(name: Expression, names: Names) -> Expression | Origin | None:
    assert isinstance(name.node, ast.Name)
    scope = name.scope.binding(name.node.id)
    function = None if scope is None else scope.module.function_of(scope)
    if scope is None or function is None:
        return None if scope is None else Origin(name, is_class=False)
    for parameter in function.parameters:
        if parameter.name == name.node.id and parameter.annotation is not None:
            is_kept = scope.values.get(parameter.name) == [None]
            declared = declared_type(unquoted(parameter.annotation), names)
            return Origin(declared, is_class=True) if is_kept else None
    value = scope.single_value(name.node.id) or _entered(function, name.node.id)
    return None if value is None else Expression(value, scope)


def _entered(function: Function, name: str) -> ast.expr | None:
    """What `with ... as name` is given: sessions, clients and connections enter as themselves."""
    if function.body.values.get(name) != [None]:
        return None
    for node in ast.walk(function.node):
        match node:
            case ast.withitem(context, ast.Name(bound)) if bound == name:
                return context
            case _:
                continue
    return None


def _of_attribute(attribute: Expression, names: Names) -> Expression | Origin | None:
    """What `self.session` is: declared in the class, or given by a method."""
    owner = own_class(attribute.scope)
    assert isinstance(attribute.node, ast.Attribute)
    for field in () if owner is None else attribute.scope.module.fields:
        if field.annotation.scope is owner and field.name == attribute.node.attr:
            return Origin(declared_type(unquoted(field.annotation), names), is_class=True)
    return value_of_own_attribute(attribute)
