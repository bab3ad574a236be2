"""Generic models that are made without type arguments: what they are given tells them.

`Page(items=users, total=1)` holds users. Pydantic converts nothing that a type variable stands for, and
some checkers do not tell what is in there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.bodies import (
    Body,
    UnknownModelError,
    read_body,
)
from scoped_fastapi_check.analysis.response_models.conversions import ITERABLE, MAPPING
from scoped_fastapi_check.analysis.types import Instance, Nothing, Tuple, TypeT, members
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.keeping_decorators import type_variable
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.type_parameters import type_parameter
from scoped_fastapi_check.model.unions import union_members
from scoped_fastapi_check.model.walk import is_none_written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Types
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names

__all__ = ["Told", "argument", "told_parameters"]

_CONTAINERS: Final = frozenset({"list", "set", "frozenset", "sequence", "iterable", "collection"})
_TYPING: Final = frozenset({"builtins", "typing", "typing_extensions", "collections.abc"})
_MAX_DEPTH: Final = 8


@dataclass(frozen=True, slots=True)
class Told:
    """The field of a model that tells a type parameter: by its value, or by what is in that."""

    field: str
    is_of_items: bool
    is_bound: bool
    """Whether pydantic makes something else of a value that is none of its bound."""


def told_parameters(cls: Expression, names: Names) -> Sequence[Told | None]:
    """For each type parameter of a model, the one field of its own that tells it; () for other classes."""
    scope = names.class_scope(cls)
    if (
        scope is None
        or not isinstance(scope.node, ast.ClassDef)
        or isinstance(cls.node, ast.Subscript)
    ):
        return ()
    parameters = dict(_parameters(scope, names))
    if not parameters or (body := _body(scope, names, 0)) is None:
        return ()
    fields = [
        (name, told)
        for name in body.declarations
        if (told := _told(name, scope, body, names)) is not None
    ]
    found: list[Told | None] = []
    for parameter, is_bound in parameters.items():
        tells = [(name, is_of_items) for name, (told, is_of_items) in fields if told == parameter]
        found.append(Told(*tells[0], is_bound) if len(tells) == 1 else None)
    return found if any(found) else ()


def argument(told: Told, given: TypeT, types: Types[TypeT]) -> TypeT:
    """What a type parameter stands for, by the type of what the field is given."""
    if told.is_of_items:
        given = _items(given, types)
    if told.is_bound:
        each = [types.shape(member) for member in members(given, types)]
        models = [
            isinstance(shape, Instance) and shape.cls.derives_from(fullnames.BASE_MODEL)
            for shape in each
        ]
        return given if all(models) else types.anything()
    return given


def _items(given: TypeT, types: Types[TypeT]) -> TypeT:
    found = [typ for typ in members(given, types) if not isinstance(types.shape(typ), Nothing)]
    shape = types.shape(found[0]) if len(found) == 1 else None
    if isinstance(shape, Tuple) and shape.items:
        return types.union(shape.items)
    if (
        isinstance(shape, Instance)
        and shape.cls.derives_from(ITERABLE)
        and not shape.cls.derives_from(MAPPING)
        and not shape.cls.derives_from("builtins.str")
    ):
        inner = types.arguments(found[0], ITERABLE)
        return inner[0] if inner else types.anything()
    return types.anything()


# Sources


def _parameters(scope: Scope, names: Names) -> Iterator[tuple[str, bool]]:
    """The type parameters of a class, and whether they have bounds."""
    assert isinstance(scope.node, ast.ClassDef)
    for parameter in getattr(scope.node, "type_params", []):
        key = _variable(Expression(ast.Name(parameter.name), scope), names)
        bounds = (getattr(parameter, "bound", None), getattr(parameter, "default_value", None))
        if key is not None:
            yield key, any(bounds)
    for base in scope.node.bases:
        if not isinstance(base, ast.Subscript):
            continue
        outside = scope.parent or scope
        if names.fullname(Expression(base.value, outside)) not in fullnames.GENERIC:
            continue
        for part in base.slice.elts if isinstance(base.slice, ast.Tuple) else [base.slice]:
            name = Expression(part, outside)
            if (key := _variable(name, names)) is not None:
                yield key, _is_bound(name, names)


def _variable(name: Expression, names: Names) -> str | None:
    """What tells a type variable from all others."""
    if not isinstance(name.node, ast.Name | ast.Attribute):
        return None
    return type_parameter(name) or names.fullname(name)


def _is_bound(name: Expression, names: Names) -> bool:
    call = type_variable(name, names)
    return call is None or len(call.args) != 1 or bool(call.keywords)


def _body(scope: Scope, names: Names, depth: int) -> Body | None:
    """What the body of a model says, if it and all its bases leave its values alone."""
    assert isinstance(scope.node, ast.ClassDef)
    if depth > _MAX_DEPTH:
        return None
    is_model = False
    outside = scope.parent or scope
    for base in scope.node.bases:
        named = Expression(base.value if isinstance(base, ast.Subscript) else base, outside)
        fullname = names.fullname(named)
        if fullname in fullnames.GENERIC:
            continue
        if fullname not in {fullnames.BASE_MODEL, fullnames.SQLMODEL}:
            inner = names.class_scope(named)
            is_class = inner is not None and isinstance(inner.node, ast.ClassDef)
            if inner is None or not is_class or _body(inner, names, depth + 1) is None:
                return None
        is_model = True
    try:
        body = read_body(scope, names)
    except UnknownModelError:
        return None
    return body if is_model and not body.converts_all and not body.converted else None


def _told(name: str, scope: Scope, body: Body, names: Names) -> tuple[str, bool] | None:
    """The type variable that a field stands for, or its items do."""
    declaration = body.declarations[name]
    if declaration is None or declaration.converts or declaration.alias is not None:
        return None
    annotations = [
        each.annotation
        for each in _declared_in(scope)
        if isinstance(each.target, ast.Name) and each.target.id == name
    ]
    if len(annotations) != 1:
        return None
    node = _without_none(Expression(annotations[0], scope), names)
    if isinstance(node.node, ast.Subscript) and _is_container(node.sibling(node.node.value), names):
        key = _variable(unquoted(node.sibling(node.node.slice)), names)
        return None if key is None else (key, True)
    key = _variable(node, names)
    return None if key is None else (key, False)


def _declared_in(scope: Scope) -> Iterator[ast.AnnAssign]:
    assert isinstance(scope.node, ast.ClassDef)
    return (each for each in scope.node.body if isinstance(each, ast.AnnAssign))


def _without_none(annotation: Expression, names: Names) -> Expression:
    """`T` of `T | None` and `Optional[T]`; any other annotation as it is."""
    members = [
        member for member in union_members(annotation, names) if not is_none_written(member.node)
    ]
    return members[0] if len(members) == 1 else annotation


def _is_container(base: Expression, names: Names) -> bool:
    module, _, name = (names.fullname(base) or "").rpartition(".")
    return module in _TYPING and name.lower() in _CONTAINERS
