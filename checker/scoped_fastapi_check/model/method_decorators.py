"""The decorators that say how a method is bound, and leave it the function that it is."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function

__all__ = ["is_as_written", "is_class_method", "is_static", "is_static_method", "only_binds"]


def only_binds(decorator: ast.expr) -> bool:
    """Whether a decorator is `staticmethod` or `classmethod`."""
    return isinstance(decorator, ast.Name) and decorator.id in {"staticmethod", "classmethod"}


def is_static(decorator: ast.expr) -> bool:
    """Whether a decorator leaves a function as it is, where a class names it: `Views.read`."""
    return isinstance(decorator, ast.Name) and decorator.id == "staticmethod"


def is_static_method(function: Function) -> bool:
    """Whether a method gets no object of its class."""
    return any(map(is_static, function.node.decorator_list))


def is_class_method(function: Function) -> bool:
    """Whether a method gets its class."""
    return any(
        isinstance(decorator, ast.Name) and decorator.id == "classmethod"
        for decorator in function.node.decorator_list
    )


def is_as_written(function: Function) -> bool:
    """Whether no decorator has a say in what a call of a function does."""
    return all(map(only_binds, function.node.decorator_list))
