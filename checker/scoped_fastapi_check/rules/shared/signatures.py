"""Functions whose signature is not the one that is written: `as_form.__signature__ = ...`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function

# `inspect.signature` believes them.
_WORDS: Final = ("__signature__", "__wrapped__", "update_wrapper")


def may_be_signed_anew(function: Function) -> bool:
    """Whether the module of a function may give it another signature, or have a helper do so."""
    module = function.scope.module
    if any(module.mentions(word) for word in _WORDS):
        return True
    return any(
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Name)
        and any(_is(argument, function.name) for argument in statement.value.args)
        for statement in module.tree.body
    )


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
