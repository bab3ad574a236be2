"""The lifespan that a call gives to what it makes, or that a class of applications gives to its own ones."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function, parameter_named
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.own_attributes import is_self, value_of_own_attribute
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names

__all__ = ["given_lifespan", "is_certain", "is_given", "lifespan_of_class"]

# Values lead to values, and functions to what they return.
_MAX_DEPTH: Final = 5
# What these make is never None.
_MAKING: Final = frozenset({*fullnames.CONTEXT_MANAGER_DECORATORS, fullnames.PARTIAL})


def given_lifespan(made: Call) -> Expression | None:
    """The lifespan that a call gives, if it gives one."""
    given = made.keyword("lifespan")
    return given if is_given(given) else None


def is_given(value: Expression | None) -> bool:
    """Whether a value is there that is neither None nor empty."""
    if value is None:
        return False
    node = value.node
    if isinstance(node, ast.Constant):
        return node.value is not None
    return not (isinstance(node, ast.List | ast.Tuple) and not node.elts)


def is_certain(lifespan: Expression, names: Names, depth: int = 0) -> bool:
    """Whether a lifespan that is given is certainly one: not a condition, a parameter or a setting."""
    value = resolve(lifespan, names)
    if depth > _MAX_DEPTH:
        return False
    match value.node:
        case ast.Lambda():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            both = (value.sibling(body), value.sibling(orelse))
            return all(is_certain(one, names, depth + 1) for one in both)
        case ast.BoolOp(ast.Or(), [*_, last]):
            return is_certain(value.sibling(last), names, depth + 1)
        case ast.Call():
            return _makes_one(value, names, depth)
        case ast.Name(name):
            local = value.scope.single_value(name)
            if local is not None:
                return is_certain(value.sibling(local), names, depth + 1)
            return parameter_named(value) is None and not names.is_rebound(value)
        case ast.Attribute(owner):
            own = value_of_own_attribute(value)
            if own is not None:
                return is_certain(own, names, depth + 1)
            return not is_self(value.sibling(owner)) or names.function(value) is not None
        case _:
            return False


def _makes_one(call: Expression, names: Names, depth: int) -> bool:
    """Whether a call certainly gives a lifespan."""
    assert isinstance(call.node, ast.Call)
    callee = call.sibling(call.node.func)
    if names.fullname(callee) in _MAKING or names.class_scope(callee) is not None:
        return True
    function = called_function(call, names)
    given = [] if function is None else [statement.value for statement in function.returns]
    return bool(given) and all(
        function is not None
        and node is not None
        and is_certain(Expression(node, function.body), names, depth + 1)
        for node in given
    )


def lifespan_of_class(cls: Scope, names: Names) -> Expression | None:
    """What `super().__init__(lifespan=...)` in a class of applications certainly gives: no parameter decides."""
    for init in cls.module.functions_in(cls, "__init__"):
        for statement in init.node.body:
            match statement:
                case ast.Expr(
                    ast.Call(ast.Attribute(ast.Call(ast.Name("super")), "__init__")) as made
                ):
                    given = given_lifespan(Call(made, init.body, is_decorator=False))
                    is_sure = given is not None and is_certain(given, names)
                    return given if is_sure else None
                case _:
                    continue
    return None
