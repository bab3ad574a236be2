"""What pydantic asks of the values it validates against a model, field by field.

The types of fields are those of a judge; all else is read from the sources of the classes. A model
that may validate in a way of its own is not judged at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic

from scoped_fastapi_check.analysis.response_models.bodies import (
    Body,
    Declaration,
    UnknownModelError,
    read_body,
    settings,
)
from scoped_fastapi_check.analysis.types import Class, Instance, TypeT, has
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Types
    from scoped_fastapi_check.model.names import Names

# They bring no fields and no validation of their own.
_NEUTRAL: Final = frozenset({"builtins.object", "typing.Generic", "abc.ABC", fullnames.BASE_MODEL})


@dataclass(frozen=True, slots=True)
class ModelField(Generic[TypeT]):
    """A field of a model; without a type, any value may do."""

    name: str
    is_required: bool
    type: TypeT | None


@dataclass(slots=True)
class _Declared:
    """What all classes of a model declare; a None in the place of a field rules it out."""

    fields: dict[str, tuple[Class, Declaration] | None]
    converted: set[str]
    converts_all: bool = False

    def add(self, cls: Class, body: Body) -> None:
        """Put what a class says above what its bases have said."""
        is_model = cls.derives_from(fullnames.BASE_MODEL)
        for name, declaration in body.declarations.items():
            known = declaration is not None and is_model
            self.fields[name] = (cls, declaration) if known and declaration else None
        self.converted |= body.converted
        self.converts_all = self.converts_all or body.converts_all or "*" in body.converted


class Models(Generic[TypeT]):
    """Reads the fields of pydantic's models."""

    def __init__(self, names: Names, types: Types[TypeT]) -> None:
        self._names = names
        self._types = types
        self._bodies: dict[str, Body | None] = {}

    def fields(self, model: TypeT) -> list[ModelField[TypeT]] | None:
        """The fields of a model by which a value is judged; None where it is not certain."""
        shape = self._types.shape(model)
        if not isinstance(shape, Instance) or not _is_plain(shape.cls):
            return None
        declared = _Declared({}, set())
        for cls in reversed(shape.cls.mro):
            if cls.fullname in _NEUTRAL:
                continue
            if (body := self._body(cls)) is None:
                return None
            declared.add(cls, body)
        fields: list[ModelField[TypeT]] = []
        for name, found in declared.fields.items():
            if found is not None:
                cls, declaration = found
                is_open = (
                    declared.converts_all or declaration.converts or name in declared.converted
                )
                typ = None if is_open else self._types.declared(name, cls, model)
                fields.append(ModelField(name, declaration.is_required, typ))
        return fields

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
            ancestor.body is None or any(key == "extra" for key, _ in settings(ancestor.body))
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


def _is_plain(cls: Class) -> bool:
    """Whether a class is a model of pydantic 2 that its own metaclass makes, and nothing else."""
    return (
        cls.derives_from(fullnames.BASE_MODEL)
        and has(cls, "model_validate")
        and not cls.derives_from(fullnames.ROOT_MODEL)
        and not cls.is_open
        and cls.metaclass == fullnames.MODEL_METACLASS
    )
