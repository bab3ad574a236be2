"""Compares types by mypy's own rules: what fits, and what may be left after narrowing."""

from __future__ import annotations

from mypy.meet import is_overlapping_types
from mypy.subtypes import is_subtype
from mypy.types import (
    AnyType,
    Instance,
    NoneType,
    TupleType,
    Type,
    TypeOfAny,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.analysis.questions import Left

from scoped_fastapi_mypy.pydantic_types import flattened


def fits(given: Type, wanted: Type) -> bool:
    """Whether each value of one type is one of the other.

    Containers are compared covariantly: what matters is which objects arrive, and nobody else
    holds the list that a dependency has just made.
    """
    return is_subtype(given, wanted, always_covariant=True)


def left(given: Type, wanted: Type) -> Left:
    """What is left of a type that is narrowed to another one."""
    members = flattened(given)
    if len(members) > 1 and any(fits(member, wanted) for member in members):
        return Left.MEMBER
    if is_overlapping_types(given, wanted):
        return Left.SOMETHING_NARROWER
    is_told = not fits(_without_none_inside(given), wanted)
    return Left.NOTHING if is_told else Left.SOMETHING_NARROWER


def _without_none_inside(typ: Type) -> Type:
    """A type with Any for each argument that is None alone.

    `T | None` becomes None where nothing tells what `T` is: the None says nothing of the object.
    """
    proper = get_proper_type(typ)
    if isinstance(proper, Instance):
        return Instance(proper.type, [_open_argument(item) for item in proper.args])
    if isinstance(proper, TupleType):
        return proper.copy_modified(items=[_open_argument(item) for item in proper.items])
    if isinstance(proper, UnionType):
        return UnionType.make_union([_without_none_inside(item) for item in proper.items])
    return typ


def _open_argument(typ: Type) -> Type:
    is_none = isinstance(get_proper_type(typ), NoneType)
    return AnyType(TypeOfAny.special_form) if is_none else _without_none_inside(typ)
