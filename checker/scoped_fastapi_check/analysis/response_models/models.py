"""What pydantic asks of the values it validates against a model, field by field.

The types of fields are those of an engine; all else is read from the sources of the classes. A model
that may validate in a way of its own is left alone at all.
"""

from __future__ import annotations

import ast
from collections.abc import Container
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic

from scoped_fastapi_check.analysis.response_models.alias_generators import (
    NO_GENERATOR,
    generated_alias,
)
from scoped_fastapi_check.analysis.response_models.bodies import (
    Body,
    Declaration,
    UnknownModelError,
    read_body,
    settings,
)
from scoped_fastapi_check.analysis.response_models.plain_values import LAX, Reading
from scoped_fastapi_check.analysis.response_models.selection import Selection
from scoped_fastapi_check.analysis.response_models.strictness import Strictness
from scoped_fastapi_check.analysis.types import Class, Instance, TypeT, has
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Types
    from scoped_fastapi_check.model.names import Names

# They bring no fields and no validation of their own.
_NEUTRAL: Final = frozenset(
    {"builtins.object", "typing.Generic", "abc.ABC", fullnames.BASE_MODEL, fullnames.SQLMODEL}
)
_ROOTS: Final = _NEUTRAL | {fullnames.ROOT_MODEL}
_METACLASSES: Final = frozenset({fullnames.MODEL_METACLASS, fullnames.SQLMODEL_METACLASS})
# What type checkers see in its place.
_ROOT_METACLASSES: Final = _METACLASSES | {"pydantic.root_model._RootModelMetaclass"}
# By these names a model says by which of a field's names its values are looked up.
_BY_NAME: Final = frozenset(
    {"populate_by_name", "validate_by_name", "allow_population_by_field_name"}
)
_BY_ALIAS: Final = "validate_by_alias"


@dataclass(frozen=True, slots=True)
class ModelField(Generic[TypeT]):
    """A field of a model; without a type, any value may do.

    `keys` are the names that its value is looked up by.
    """

    name: str
    is_required: bool
    type: TypeT | None
    keys: tuple[str, ...]
    reading: Reading = LAX

    @property
    def key(self) -> str:
        """The name that a user has to give to the value."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class Fields(Generic[TypeT]):
    """The fields of a model by which a value is validated.

    `forbids_others` tells that a mapping must not have other keys, and that all fields are known.
    """

    all: list[ModelField[TypeT]]
    forbids_others: bool = False


@dataclass(slots=True)
class _Declared:
    """What all classes of a model declare; a None in the place of a field rules it out."""

    fields: dict[str, tuple[Class, Declaration] | None]
    converted: set[str]
    converts_all: bool = False
    is_certain: bool = True
    dumps_itself: bool = False
    computed: set[str] = field(default_factory=set[str])
    generator: str = NO_GENERATOR

    @property
    def has_certain_aliases(self) -> bool:
        """Whether it is known which aliases are generated."""
        return all(generated_alias(self.generator, name) is not None for name in self.fields)

    def add(self, cls: Class, body: Body, *, is_model: bool) -> None:
        """Put what a class says above what its bases have said."""
        for name, declaration in body.declarations.items():
            known = declaration is not None and is_model
            self.fields[name] = (cls, declaration) if known and declaration else None
        self.converted |= body.converted
        self.converts_all = self.converts_all or body.converts_all or "*" in body.converted
        self.is_certain = self.is_certain and body.is_certain
        self.dumps_itself = self.dumps_itself or body.dumps_itself
        self.computed |= body.computed
        if body.generator is not None:
            self.generator = body.generator


class Models(Generic[TypeT]):
    """Reads the fields of pydantic's models."""

    def __init__(self, names: Names, types: Types[TypeT]) -> None:
        self._names = names
        self._types = types
        self._bodies: dict[str, Body | None] = {}

    def fields(self, model: TypeT) -> Fields[TypeT] | None:
        """The fields of a model, or of a dataclass; None where they are not certain."""
        shape = self._types.shape(model)
        if not isinstance(shape, Instance):
            return None
        is_model = shape.cls.derives_from(fullnames.BASE_MODEL)
        if is_model and not _is_plain(shape.cls):
            return None
        declared = self._declared(shape.cls)
        if declared is None or not declared.has_certain_aliases:
            return None
        fields = [
            self._field(name, found, declared, model, shape.cls)
            for name, found in declared.fields.items()
            if found is not None
        ]
        forbids = declared.is_certain and self._setting(shape.cls, {"extra"}) == "forbid"
        return Fields(fields, is_model and forbids)

    def dumped(
        self, model: TypeT, by_alias: bool | None, selection: Selection
    ) -> dict[str, TypeT | None] | None:
        """The keys that a model makes of its fields, with their types; None where it is not certain."""
        shape = self._types.shape(model)
        if not isinstance(shape, Instance) or not _is_plain(shape.cls):
            return None
        declared = self._declared(shape.cls)
        if (
            declared is None
            or not declared.is_certain
            or not declared.has_certain_aliases
            or declared.dumps_itself
            or self.allows_extra(shape.cls)
        ):
            return None
        if by_alias is None:
            said = self._setting(shape.cls, {"serialize_by_alias"})
            if said not in {None, True, False}:
                return None
            by_alias = said is True
        found: dict[str, TypeT | None] = {}
        for name, entry in declared.fields.items():
            if entry is None:
                continue
            owner, declaration = entry
            if declaration.is_dumped is None:
                return None
            if declaration.is_dumped and selection.takes(name):
                key = declaration.dumped_as or generated_alias(declared.generator, name)
                found[key if by_alias and key else name] = self._types.declared(name, owner, model)
        return found | dict.fromkeys(filter(selection.takes, declared.computed))

    def root(self, model: TypeT) -> TypeT | None:
        """What a `RootModel` holds, and its values are validated by; None where it is not certain."""
        shape = self._types.shape(model)
        if not isinstance(shape, Instance) or shape.cls.metaclass not in _ROOT_METACLASSES:
            return None
        for cls in shape.cls.mro:
            if cls.fullname in _ROOTS:
                break
            body = None if cls.is_open else self._body(cls)
            if body is None or body.converts_all or body.converted:
                return None
            if (declared := body.declarations.get("root")) is not None:
                return None if declared.converts else self._types.declared("root", cls, model)
        arguments = self._types.arguments(model, fullnames.ROOT_MODEL)
        return arguments[0] if arguments else None

    def _declared(self, model: Class) -> _Declared | None:
        """What all classes of a model declare; None where one of them is not certain."""
        is_model = model.derives_from(fullnames.BASE_MODEL)
        declared = _Declared({}, set())
        for cls in reversed(model.mro):
            if cls.fullname in _NEUTRAL:
                continue
            if (body := self._body(cls)) is None:
                return None
            counts = cls.derives_from(fullnames.BASE_MODEL) if is_model else cls.is_dataclass
            declared.add(cls, body, is_model=counts)
        return declared

    def _field(
        self,
        name: str,
        found: tuple[Class, Declaration],
        declared: _Declared,
        model: TypeT,
        cls: Class,
    ) -> ModelField[TypeT]:
        owner, declaration = found
        is_open = declared.converts_all or declaration.converts or name in declared.converted
        # SQLModel drops the arguments of a generic model: what a type variable stands for is not validated.
        seen_from = None if cls.derives_from(fullnames.SQLMODEL) else model
        typ = None if is_open else self._types.declared(name, owner, seen_from)
        alias = declaration.alias or generated_alias(declared.generator, name)
        keys = self._keys(name, alias, cls)
        reading = self._reading(declaration, cls)
        return ModelField(name, declaration.is_required, typ, keys, reading)

    def _reading(self, declaration: Declaration, cls: Class) -> Reading:
        """How strict a field is: as it says itself, else as its model does."""
        said = declaration.strictness
        by_model = said is Strictness.UNSAID and self._setting(cls, {"strict"}) is True
        is_strict = by_model or said is Strictness.STRICT
        return Reading(
            is_strict,
            by_model,
            declaration.discriminator,
            declaration.limits,
            declaration.items,
        )

    def _keys(self, name: str, alias: str | None, cls: Class) -> tuple[str, ...]:
        """The names that pydantic looks a value up by: the alias, the field's own, or both."""
        if alias is None or alias == name:
            return (name,)
        by_name, by_alias = self._setting(cls, _BY_NAME), self._setting(cls, {_BY_ALIAS})
        if by_alias is False:
            return (name,)
        return (alias,) if by_name in {None, False} and by_alias in {None, True} else (alias, name)

    def _setting(self, cls: Class, keys: Container[str]) -> object:
        """What a model, or the first of its bases that says so, sets; `...` is out of sight."""
        for ancestor in cls.mro:
            if ancestor.fullname in _NEUTRAL or ancestor.body is None:
                continue
            for key, value in settings(ancestor.body):
                if key is not None and key in keys:
                    return value.value if isinstance(value, ast.Constant) else ...
        return None

    def is_plain_class(self, cls: Class) -> bool:
        """Whether a class that is no model leaves it to pydantic how it is validated."""
        for ancestor in cls.mro:
            if ancestor.fullname in _NEUTRAL:
                continue
            body = self._body(ancestor)
            if body is None or body.converts_all or body.converted:
                return False
        return True

    def allows_extra(self, cls: Class) -> bool:
        """Whether a model may keep values that are no fields of it."""
        return any(
            ancestor.body is None or any(map(_allows_extra, settings(ancestor.body)))
            for ancestor in cls.mro
            if ancestor.fullname not in _NEUTRAL
        )

    def _body(self, cls: Class) -> Body | None:
        if cls.fullname not in self._bodies:
            try:
                self._bodies[cls.fullname] = self._read(cls)
            except UnknownModelError:
                self._bodies[cls.fullname] = None
        return self._bodies[cls.fullname]

    def _read(self, cls: Class) -> Body:
        if (scope := cls.body) is None:
            raise UnknownModelError
        return read_body(scope, self._names)


def _allows_extra(setting: tuple[str | None, ast.expr]) -> bool:
    key, value = setting
    refuses = isinstance(value, ast.Constant) and value.value in {"forbid", "ignore"}
    return key == "extra" and not refuses


def _is_plain(cls: Class) -> bool:
    """Whether a class is a model of pydantic 2 that its own metaclass makes, and nothing else."""
    return (
        cls.derives_from(fullnames.BASE_MODEL)
        and has(cls, "model_validate")
        and not cls.derives_from(fullnames.ROOT_MODEL)
        and not cls.is_open
        and cls.metaclass in _METACLASSES
    )
