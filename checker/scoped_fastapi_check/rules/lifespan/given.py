"""The lifespan that a call gives to what it makes, or that a class of applications gives to its own ones."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.graph import parameter_named
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names

__all__ = ["given_lifespan", "is_given", "lifespan_of_class"]


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


def lifespan_of_class(cls: Scope, names: Names) -> Expression | None:
    """What `super().__init__(lifespan=...)` in a class of applications certainly gives: no parameter decides."""
    for init in cls.module.functions_in(cls, "__init__"):
        for statement in init.node.body:
            match statement:
                case ast.Expr(
                    ast.Call(ast.Attribute(ast.Call(ast.Name("super")), "__init__")) as made
                ):
                    given = given_lifespan(Call(made, init.body, is_decorator=False))
                    value = None if given is None else resolve(given, names)
                    is_certain = value is not None and (
                        isinstance(value.node, ast.Attribute | ast.Name)
                        and parameter_named(value) is None
                        and not names.is_rebound(value)
                    )
                    return given if is_certain else None
                case _:
                    continue
    return None
