"""How messages show what the user has written."""

from __future__ import annotations

import ast

# Longer expressions are shortened in messages.
_MAX_WIDTH = 40


def written(node: ast.expr) -> str:
    """An expression as the user writes it, on one line."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _MAX_WIDTH else f"{text[: _MAX_WIDTH - 3]}..."
