"""Functions whose signature is not the one that is written: `as_form.__signature__ = ...`."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Module

# `inspect.signature` believes them.
_WORDS: Final = ("__signature__", "__wrapped__", "update_wrapper")


def may_be_signed_anew(function: Function) -> bool:
    """Whether the module of a function may give it another signature, or have a helper do so."""
    names = _handed_over(function.scope.module)
    return names is None or function.name in names


# The functions of one module after the other are asked for.
@lru_cache(maxsize=64)
def _handed_over(module: Module) -> frozenset[str] | None:
    """The names that calls at the top of a module are given; None where it may be any."""
    if any(module.mentions(word) for word in _WORDS):
        return None
    return frozenset(
        argument.id
        for statement in module.tree.body
        if isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Name)
        for argument in statement.value.args
        if isinstance(argument, ast.Name)
    )
