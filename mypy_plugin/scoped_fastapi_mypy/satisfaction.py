"""Compares what a handler returns with its response model, as FastAPI validates the one by the other.

FastAPI has pydantic validate what is returned, from its attributes (`from_attributes=True`). Only
what can never pass is told: everything unknown, convertible or wider than the model passes here.
"""

from __future__ import annotations

from typing import Final

from mypy.maptype import map_instance_to_supertype
from mypy.messages import format_type_bare
from mypy.nodes import TypeInfo
from mypy.options import Options
from mypy.subtypes import is_subtype
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
from mypy.types_utils import remove_optional
from scoped_fastapi_check import fullnames
from scoped_fastapi_check.questions import Lack, Misfit

from scoped_fastapi_mypy.attributes import Attributes, has_magic_attributes, is_table
from scoped_fastapi_mypy.conversions import (
    COLLECTIONS,
    LISTS,
    MAPPING,
    MAPPINGS,
    NEVER,
    SCALARS,
    SEQUENCES,
)
from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.pydantic_models import ModelField, Models

Misfits = tuple[Misfit, ...]
Path = tuple[str, ...]

FITS: Final[Misfits] = ()
ITEMS: Final = "[]"
_VALUES: Final = (Instance, TypedDictType, TupleType)
# Models lead to models, and back to themselves.
_MAX_DEPTH: Final = 6


class Comparison:
    """Compares types of values with types of models."""

    def __init__(self, names: MypyNames, options: Options) -> None:
        self.models = Models(names)
        self._attributes = Attributes(names, self.models)
        self.options = options

    def misfits(self, given: Type, wanted: Type, path: Path = ()) -> Misfits:
        """Why a value of one type never satisfies another; nothing where it may."""
        given, wanted = get_proper_type(given), get_proper_type(wanted)
        if isinstance(given, LiteralType):
            given = given.fallback
        if len(path) > _MAX_DEPTH or is_subtype(given, wanted) or is_subtype(wanted, given):
            return FITS
        if isinstance(wanted, UnionType):
            return self._with_every_member(given, wanted, path)
        if isinstance(given, UnionType):
            return self._of_every_member(given, wanted, path)
        if isinstance(wanted, Instance):
            return self._with_class(given, wanted, path)
        if isinstance(wanted, TypedDictType):
            return self._with_dict(given, wanted, path)
        if isinstance(wanted, NoneType) and isinstance(given, _VALUES):
            return self._shape(given, wanted, path)
        return FITS

    # Unions

    def _with_every_member(self, given: ProperType, wanted: UnionType, path: Path) -> Misfits:
        if not all(self.misfits(given, member, path) for member in wanted.items):
            return FITS
        rest = get_proper_type(remove_optional(wanted))
        if isinstance(given, NoneType) or isinstance(rest, UnionType):
            return self._shape(given, wanted, path)
        return self.misfits(given, rest, path)

    def _of_every_member(self, given: UnionType, wanted: ProperType, path: Path) -> Misfits:
        """A None among others may never come; the first of the others speaks for all."""
        members = [get_proper_type(item) for item in given.items]
        found = [
            self.misfits(member, wanted, path)
            for member in members
            if not isinstance(member, NoneType)
        ]
        return found[0] if found and all(found) else FITS

    # Classes

    def _with_class(self, given: ProperType, wanted: Instance, path: Path) -> Misfits:
        info = wanted.type
        if info.has_base(fullnames.BASE_MODEL):
            return self._with_model(given, wanted, path)
        if info.fullname in NEVER:
            return self._with_scalar(given, wanted, path)
        if info.fullname in COLLECTIONS or info.fullname in SEQUENCES:
            return self._with_list(given, wanted, path)
        if info.fullname in MAPPINGS:
            return self._with_dict(given, wanted, path)
        if "dataclass" in info.metadata and self.models.is_plain_class(info):
            return self._with_dataclass(given, wanted, path)
        return FITS

    def _with_model(self, given: ProperType, wanted: Instance, path: Path) -> Misfits:
        fields = self.models.fields(wanted)
        if fields is None:
            return FITS
        if isinstance(given, NoneType):
            return self._shape(given, wanted, path)
        if isinstance(given, TypedDictType):
            return self._of_items(given, fields, path)
        instance = _instance(given)
        if instance is None or instance.type.has_base(MAPPING):
            return FITS
        if instance.type.fullname in LISTS or instance.type.fullname in SCALARS:
            return self._shape(given, wanted, path)
        if instance.type.module_name in {"builtins", "typing"}:
            return FITS
        return self._of_attributes(given, instance, fields, path)

    def _with_dataclass(self, given: ProperType, wanted: Instance, path: Path) -> Misfits:
        """Pydantic makes a dataclass of a dict alone, not of another object's attributes."""
        if isinstance(given, NoneType) or self._is_no_dict(given):
            return self._shape(given, wanted, path)
        return FITS

    def _with_scalar(self, given: ProperType, wanted: Instance, path: Path) -> Misfits:
        if isinstance(given, NoneType | TypedDictType | TupleType):
            return self._shape(given, wanted, path)
        if isinstance(given, Instance):
            name = given.type.fullname
            is_object = given.type.has_base(fullnames.BASE_MODEL) or is_table(given.type)
            if (
                is_object
                or name in LISTS
                or name in MAPPINGS
                or name in NEVER[wanted.type.fullname]
            ):
                return self._shape(given, wanted, path)
        return FITS

    def _with_list(self, given: ProperType, wanted: Instance, path: Path) -> Misfits:
        if isinstance(given, NoneType | TypedDictType):
            return self._shape(given, wanted, path)
        item = wanted.args[0]
        if isinstance(given, TupleType):
            found = [self.misfits(part, item, (*path, ITEMS)) for part in given.items]
            return next(filter(None, found), FITS)
        if not isinstance(given, Instance):
            return FITS
        info = given.type
        if info.fullname in SCALARS or info.has_base(MAPPING) or _has_no_items(info):
            return self._shape(given, wanted, path)
        if info.has_base(fullnames.BASE_MODEL) and "__iter__" not in _own_names(info):
            return self._of_model_items(given, item, wanted, path)
        if not info.has_base("typing.Iterable"):
            return FITS
        iterable = next(base for base in info.mro if base.fullname == "typing.Iterable")
        given_item = map_instance_to_supertype(given, iterable).args[0]
        return self.misfits(given_item, item, (*path, ITEMS))

    def _of_model_items(self, given: Instance, item: Type, wanted: Instance, path: Path) -> Misfits:
        """A model iterates over pairs of a name and a value, which hardly is what a list wants."""
        wanted_item = get_proper_type(item)
        if isinstance(wanted_item, Instance) and (
            wanted_item.type.fullname in NEVER
            or (
                wanted_item.type.has_base(fullnames.BASE_MODEL)
                and self.models.fields(wanted_item) is not None
            )
        ):
            return self._shape(given, wanted, path)
        return FITS

    def _with_dict(
        self, given: ProperType, wanted: Instance | TypedDictType, path: Path
    ) -> Misfits:
        if isinstance(given, NoneType) or self._is_no_dict(given):
            return self._shape(given, wanted, path)
        if (
            isinstance(wanted, Instance)
            and isinstance(given, Instance)
            and given.type.has_base(MAPPING)
            and len(wanted.args) == 2
        ):
            mapping = next(base for base in given.type.mro if base.fullname == MAPPING)
            value = map_instance_to_supertype(given, mapping).args[1]
            return self.misfits(value, wanted.args[1], (*path, ITEMS))
        return FITS

    def _is_no_dict(self, given: ProperType) -> bool:
        """Whether a value certainly is no mapping."""
        if isinstance(given, TupleType):
            return True
        if not isinstance(given, Instance) or given.type.has_base(MAPPING):
            return False
        info = given.type
        is_object = info.has_base(fullnames.BASE_MODEL) or is_table(info)
        return is_object or info.fullname in SCALARS or info.fullname in LISTS

    # Fields

    def _of_items(self, given: TypedDictType, fields: list[ModelField], path: Path) -> Misfits:
        missing = [f for f in fields if f.is_required and f.name not in given.items]
        if missing:
            return tuple(self._missing(given, field, path) for field in missing)
        return self._of_types(
            {name: get_proper_type(typ) for name, typ in given.items.items()}, fields, path
        )

    def _of_attributes(
        self, given: ProperType, instance: Instance, fields: list[ModelField], path: Path
    ) -> Misfits:
        lacks = [
            field
            for field in fields
            if field.is_required and self._attributes.lacks(instance.type, field.name)
        ]
        if is_table(instance.type):
            lacks = [field for field in lacks if not _may_be_related(field.type)]
        if lacks:
            return tuple(self._missing(given, field, path) for field in lacks)
        types = {
            field.name: typ
            for field in fields
            if (typ := self._attributes.type_of(instance, field.name)) is not None
        }
        return self._of_types(types, fields, path)

    def _of_types(
        self, types: dict[str, ProperType], fields: list[ModelField], path: Path
    ) -> Misfits:
        return tuple(
            misfit
            for field in fields
            if field.type is not None and field.name in types
            for misfit in self.misfits(types[field.name], field.type, (*path, field.name))
        )

    # Answers

    def _missing(self, given: ProperType, field: ModelField, path: Path) -> Misfit:
        return Misfit(Lack.FIELD, (*path, field.name), self._shown(given))

    def _shape(self, given: ProperType, wanted: ProperType, path: Path) -> Misfits:
        return (Misfit(Lack.SHAPE, path, self._shown(given), self._shown(wanted)),)

    def _shown(self, typ: ProperType) -> str:
        return format_type_bare(typ, self.options)


def _instance(typ: ProperType) -> Instance | None:
    """The class by which attributes of a value are found; a tuple with names has some."""
    if isinstance(typ, TupleType):
        return typ.partial_fallback
    return typ if isinstance(typ, Instance) else None


def _own_names(info: TypeInfo) -> set[str]:
    """The names that a class and its bases define below `BaseModel`."""
    return {
        name
        for ancestor in info.mro
        if ancestor.fullname != fullnames.BASE_MODEL
        for name in ancestor.names
    }


def _has_no_items(info: TypeInfo) -> bool:
    return (
        info.get("__iter__") is None
        and info.get("__getitem__") is None
        and not info.fallback_to_any
        and not info.is_protocol
        and not has_magic_attributes(info)
    )


def _may_be_related(typ: Type | None) -> bool:
    """Whether a field may be filled by a relationship: with an object, or with several."""
    proper = None if typ is None else get_proper_type(typ)
    if isinstance(proper, UnionType):
        return any(_may_be_related(item) for item in proper.items)
    if isinstance(proper, NoneType):
        return False
    return not (isinstance(proper, Instance) and proper.type.fullname in NEVER)
