"""What `self.attribute` is, where the methods of a class say so."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.method_decorators import is_static_method

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Function, Scope


def value_of_own_attribute(attribute: Expression) -> Expression | None:
    """The only value that the methods of a class give to an attribute of its objects."""
    owner = own_class(attribute.scope)
    if owner is None or not _is_own(attribute, owner):
        return None
    assert isinstance(attribute.node, ast.Attribute)
    return value_given_to(owner, attribute.node.attr)


def value_given_to(owner: Scope, name: str) -> Expression | None:
    """The only value that the methods of a class give to the attribute of this name."""
    found: list[Expression] = []
    for assignment in owner.module.assignments:
        target = assignment.target
        if isinstance(target.node, ast.Attribute) and target.node.attr == name:
            around = own_class(target.scope)
            if around is owner and _is_own(target, owner):
                found.append(assignment.value)
    return found[0] if len(found) == 1 else None


def own_class(scope: Scope) -> Scope | None:
    """The class whose method a scope is in, maybe in a function of it."""
    method = _method_around(scope)
    return None if method is None else method.scope


def is_self(expression: Expression) -> bool:
    """Whether a name is that of the object whose method it stands in."""
    node = expression.node
    method = _method_around(expression.scope) if isinstance(node, ast.Name) else None
    if method is None or not isinstance(node, ast.Name) or not method.parameters:
        return False
    return node.id == method.parameters[0].name and not is_static_method(method)


def _is_own(attribute: Expression, owner: Scope) -> bool:
    node = attribute.node
    is_of_self = isinstance(node, ast.Attribute) and is_self(attribute.sibling(node.value))
    return is_of_self and own_class(attribute.scope) is owner


def _method_around(scope: Scope) -> Function | None:
    for outer in scope.chain():
        around = scope.module.function_of(outer)
        if around is not None and isinstance(around.scope.node, ast.ClassDef):
            return around
    return None
