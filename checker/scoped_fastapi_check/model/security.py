"""What the source shows of a security scheme."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names

# How many names may lead from one to the next.
_MAX_STEPS: Final = 20


def has_auto_error_off(scheme: Expression, names: Names) -> bool:
    """Whether a scheme is made with `auto_error=False`, through the names that it is bound to."""
    value: Expression | None = scheme
    for _ in range(_MAX_STEPS):
        if value is None:
            return False
        if isinstance(value.node, ast.Call):
            return any(
                keyword.arg == "auto_error"
                and isinstance(keyword.value, ast.Constant)
                and keyword.value.value is False
                for keyword in value.node.keywords
            )
        value = names.value(value)
    return False
