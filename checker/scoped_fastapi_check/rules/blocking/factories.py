"""Objects whose classes are made as they run, so that no type tells them: the clients of boto3."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.own_attributes import value_of_own_attribute
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.blocking.known import (
    FACTORIES,
    FACTORY_PARTS,
    FACTORY_SESSIONS,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names

__all__ = ["is_made_by_factory", "made_by"]


def is_made_by_factory(owner: Expression, names: Names) -> bool:
    """Whether a function that is known by its name has made an object, or what this is a part of."""
    made = _made(owner, names)
    if made is None:
        return False
    if made_by(made, names) in FACTORIES:
        return True
    match made.node:
        case ast.Call(func=ast.Attribute(value, "client" | "resource")):
            return made_by(made.sibling(value), names) in FACTORY_SESSIONS
        case ast.Call(func=ast.Attribute(value, method)) if method in FACTORY_PARTS:
            return is_made_by_factory(made.sibling(value), names)
        case _:
            return False


def made_by(owner: Expression, names: Names) -> str | None:
    """The full name of the function that has made an object."""
    value = resolve(owner, names)
    if not isinstance(value.node, ast.Call):
        return None
    name = names.fullname(value.sibling(value.node.func))
    # What has no types may be unknown to an engine; the name alone says what it is.
    return name or ast.unparse(value.node.func)


def _made(owner: Expression, names: Names) -> Expression | None:
    """The call that has made an object, which may be an attribute of `self`."""
    value = resolve(owner, names)
    if isinstance(value.node, ast.Attribute):
        value = value_of_own_attribute(value) or value
    return value if isinstance(value.node, ast.Call) else None
