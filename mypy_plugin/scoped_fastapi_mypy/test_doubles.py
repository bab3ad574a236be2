"""Compares what an override provides with what the overridden dependency does."""

from __future__ import annotations

from mypy.nodes import TypeInfo
from mypy.options import Options
from mypy.types import (
    Instance,
    LiteralType,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.analysis.questions import Fit, Provision

from scoped_fastapi_mypy.assignability import compare
from scoped_fastapi_mypy.dependency_result import Alternatives

_ANY_NAME = ("__getattr__", "__getattribute__")
_DICTS = frozenset({"builtins.dict", "typing.Mapping", "typing.MutableMapping"})


def replaces(
    replacement: list[Alternatives], original: list[Alternatives], options: Options
) -> Provision:
    """How what `replacement` may provide fits where what `original` may provide was expected."""
    if not replacement or not original or _is_all_none(replacement) or _is_all_none(original):
        return Provision(Fit.UNKNOWN)
    expected: Type = UnionType.make_union([item for items in original for item in items])
    found = compare(replacement, expected, options)
    if found.fit is Fit.UNRELATED and _may_stand_in(replacement, expected):
        return Provision(Fit.UNKNOWN)
    return found


def _is_all_none(found: list[Alternatives]) -> bool:
    """Whether nothing is provided: a guard, or a placeholder for what will not be used."""
    return all(isinstance(item, NoneType) for item in _members(found))


def _may_stand_in(replacement: list[Alternatives], expected: Type) -> bool:
    """Whether something that is provided may be made to look like something expected."""
    return any(
        _resembles(item, other)
        for item in _members(replacement)
        for other in _items(expected)
        if not isinstance(item, NoneType) and not isinstance(other, NoneType)
    )


def _members(found: list[Alternatives]) -> list[ProperType]:
    """What may be provided, taken out of unions."""
    return [item for alternatives in found for typ in alternatives for item in _items(typ)]


def _items(typ: Type) -> list[ProperType]:
    proper = get_proper_type(typ)
    if isinstance(proper, UnionType):
        return [inner for item in proper.items for inner in _items(item)]
    return [proper]


def _resembles(stand_in: ProperType, original: ProperType) -> bool:
    """Whether an object of one type may be meant as one of the other."""
    if isinstance(original, TypedDictType):
        return isinstance(stand_in, TypedDictType) or _class_name(stand_in) in _DICTS
    if isinstance(stand_in, TypedDictType):
        return _class_name(original) in _DICTS
    stand_in_class, original_class = _class_of(stand_in), _class_of(original)
    if stand_in_class is None or original_class is None:
        return True
    if _is_related(stand_in_class, original_class):
        return True
    if stand_in_class.module_name == "builtins":
        return False
    names = _own_names(stand_in_class, original_class)
    if not names or any(name in names for name in _ANY_NAME):
        return True
    return not names.isdisjoint(_own_names(original_class, stand_in_class))


def _class_of(typ: ProperType) -> TypeInfo | None:
    if isinstance(typ, LiteralType):
        typ = typ.fallback
    if isinstance(typ, TupleType):
        typ = typ.partial_fallback
    return typ.type if isinstance(typ, Instance) else None


def _class_name(typ: ProperType) -> str:
    info = _class_of(typ)
    return "" if info is None else info.fullname


def _is_related(one: TypeInfo, other: TypeInfo) -> bool:
    """Whether one class derives from the other, whatever their arguments are."""
    return one.has_base(other.fullname) or other.has_base(one.fullname)


def _own_names(info: TypeInfo, other: TypeInfo) -> set[str]:
    """The public names of a class that do not come from a class that `other` derives from too."""
    return {
        name
        for base in info.mro
        if base not in other.mro
        for name in base.names
        if not name.startswith("_") or name in _ANY_NAME
    }
