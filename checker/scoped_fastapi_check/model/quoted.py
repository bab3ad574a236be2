"""Expressions that are kept in a text, as annotations in quotes are; most texts hold none."""

from __future__ import annotations

import ast
import warnings
from typing import Final

__all__ = ["quoted_expression"]

# No type is that deep; code that goes through an expression calls itself once a level.
_DEEPEST: Final = 100


def quoted_expression(text: str) -> ast.expr | None:
    """The expression that a text holds; None where it holds none, or one that is no type anyway.

    Any string constant may come here: with a lone surrogate or a null byte in it, or one of 5 000
    dashes, which is a deep expression for Python.
    """
    try:
        with warnings.catch_warnings():
            # `"1is x"` would have Python warn of a text that nobody wrote as code.
            warnings.simplefilter("ignore")
            inner = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return inner if _is_flat(inner) else None


def _is_flat(expression: ast.expr) -> bool:
    level: list[ast.AST] = [expression]
    for _ in range(_DEEPEST):
        level = [inner for node in level for inner in ast.iter_child_nodes(node)]
        if not level:
            return True
    return False
