"""Base classes of ORM models that a call makes: `Base = declarative_base()`.

No type checker knows more of them than `Any`; the source says that they are as good as a `DeclarativeBase`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names

# With `cls`, `metaclass` or `class_registry` the base brings along what nobody has looked at.
_HARMLESS: Final = frozenset({"metadata", "name", "type_annotation_map", "bind", "constructor"})


def is_declarative_base(base: Expression, names: Names) -> bool:
    """Whether a base class is what `declarative_base()` gives, with no attributes of the project's own."""
    if not isinstance(base.node, ast.Name | ast.Attribute):
        return False
    made = resolve(base, names)
    return (
        isinstance(made.node, ast.Call)
        and names.fullname(made.sibling(made.node.func)) in fullnames.DECLARATIVE_BASE_MAKERS
        and not made.node.args
        and all(keyword.arg in _HARMLESS for keyword in made.node.keywords)
    )
