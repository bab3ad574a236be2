"""What a lambda looks up outside of itself, and what is known of it there.

`if user is None: user = User()`, and then `lambda: user`: some checkers keep there what they have found out,
others go by what is declared, and so does the engine in mypy. And an attribute or an item of something is
looked up when the lambda is called: `lambda: self.user`, `lambda: state["user"]`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.response_models.left_alone import is_tested
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression

__all__ = ["may_be_narrowed"]


def may_be_narrowed(given: Expression) -> bool:
    """Whether less may come of an expression than what is declared for what it looks up."""
    if isinstance(given.node, ast.Attribute | ast.Subscript):
        return True
    names = {part.id for part in nodes_in(given.node) if isinstance(part, ast.Name)}
    return any(_is_narrowed(name, given) for name in names)


def _is_narrowed(name: str, given: Expression) -> bool:
    bound = given.scope.binding(name)
    if bound is None:
        return False
    return len(bound.values[name]) > 1 or is_tested(name, bound.node)
