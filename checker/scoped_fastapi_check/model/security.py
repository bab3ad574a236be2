"""What the source shows of a security scheme."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names


def has_auto_error_off(scheme: Expression, names: Names) -> bool:
    """Whether a scheme is made with `auto_error=False`, through the names that it is bound to."""
    made = resolve(scheme, names).node
    return isinstance(made, ast.Call) and any(
        keyword.arg == "auto_error"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is False
        for keyword in made.keywords
    )
