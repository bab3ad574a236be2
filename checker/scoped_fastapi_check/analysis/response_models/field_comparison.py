"""Compares what a value has with the fields of a model, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Protocol

from scoped_fastapi_check.analysis.questions import Lack
from scoped_fastapi_check.analysis.response_models.columns import is_table
from scoped_fastapi_check.analysis.response_models.conversions import (
    COLLECTIONS,
    NEVER,
    SEQUENCES,
)
from scoped_fastapi_check.analysis.response_models.models import Fields, ModelField
from scoped_fastapi_check.analysis.response_models.plain_values import LAX, Reading
from scoped_fastapi_check.analysis.response_models.subclasses import has_in_subclass
from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    Nothing,
    OneOf,
    TypeT,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.columns import Columns
    from scoped_fastapi_check.analysis.types import Types

Path = tuple[str, ...]

ITEMS: Final = "[]"


@dataclass(frozen=True, slots=True)
class Obstacle(Generic[TypeT]):
    """One thing that keeps a value from satisfying a model, by the types of an engine."""

    lack: Lack
    path: Path
    given: TypeT
    wanted: TypeT | None = None
    written: str = ""
    """The value itself, where it is written out and the one that is refused."""
    is_exact: bool = False
    """Whether the object that lacks a field is of its very class, and of none that derives from it."""


class Compares(Protocol[TypeT]):
    """What is asked about the value of a field."""

    @property
    def types(self) -> Types[TypeT]:
        """The types of the engine."""
        ...

    def obstacles(
        self,
        given: TypeT,
        wanted: TypeT,
        path: Path = (),
        *,
        exact: frozenset[Path] = frozenset(),
        reading: Reading = LAX,
    ) -> tuple[Obstacle[TypeT], ...]:
        """Why a value of one type never satisfies another; nothing where it may."""
        ...

    @property
    def columns(self) -> Columns:
        """What is known of columns."""
        ...

    def lacks(self, cls: Class, name: str) -> bool:
        """Whether objects of a class certainly do not have an attribute."""
        ...


@dataclass(frozen=True, slots=True)
class FieldComparison(Generic[TypeT]):
    """A value of some type, and the fields of a model."""

    comparison: Compares[TypeT]
    given: TypeT
    wanted: TypeT
    path: Path
    fields: Fields[TypeT]
    exact: frozenset[Path] = frozenset()
    """Where values are of the very class, and of none that derives from it."""

    def of_items(self, given: Dictionary[TypeT]) -> tuple[Obstacle[TypeT], ...]:
        """Why a dictionary does not fill the fields."""
        items = given.items
        missing = [
            field
            for field in self.fields.all
            if field.is_required and not any(key in items for key in field.keys)
        ]
        if self.fields.forbids_others and given.is_written_out:
            known = {key for field in self.fields.all for key in field.keys}
            extra = [name for name in items if name not in known]
            if extra and not missing:
                return tuple(
                    Obstacle(Lack.EXTRA, (*self.path, name), self.given, self.wanted)
                    for name in extra
                )
        return self._missing(missing) or self._of_types(items)

    def of_attributes(self, cls: Class) -> tuple[Obstacle[TypeT], ...]:
        """Why the attributes of an object do not fill the fields."""
        lacks = [
            field
            for field in self.fields.all
            if field.is_required and all(self._lacks(cls, key) for key in field.keys)
        ]
        if is_table(cls):
            lacks = [field for field in lacks if not self._may_be_related(field.type)]
        if lacks:
            return self._missing(lacks)
        attribute = self.comparison.types.attribute
        read = {key: attribute(self.given, key) for field in self.fields.all for key in field.keys}
        known = {name: typ for name, typ in read.items() if typ is not None}
        reads_otherwise = self.comparison.columns.reads_otherwise
        sure = {name: typ for name, typ in known.items() if not reads_otherwise(cls, name)}
        return self._of_types(sure) or self._of_nullable(cls, known)

    def _lacks(self, cls: Class, key: str) -> bool:
        if not self.comparison.lacks(cls, key):
            return False
        return self.path in self.exact or not has_in_subclass(cls, key)

    def _of_nullable(self, cls: Class, known: Mapping[str, TypeT]) -> tuple[Obstacle[TypeT], ...]:
        """Columns that may be NULL, for fields that take no None: `name: Mapped[str | None]`."""
        types = self.comparison.types
        found: list[Obstacle[TypeT]] = []
        for field in self.fields.all:
            for key in field.keys:
                typ = known.get(key)
                shape = None if typ is None else types.shape(typ)
                if field.type is None or not isinstance(shape, OneOf):
                    continue
                may_be_none = any(isinstance(types.shape(m), Nothing) for m in shape.members)
                if not may_be_none or not self.comparison.columns.is_nullable(cls, key):
                    continue
                if self.comparison.obstacles(types.nothing(), field.type):
                    path = (*self.path, key)
                    found.append(Obstacle(Lack.NONE, path, types.nothing(), field.type))
        return tuple(found)

    def _of_types(self, types: Mapping[str, TypeT]) -> tuple[Obstacle[TypeT], ...]:
        return tuple(
            found
            for field in self.fields.all
            for key in field.keys
            if key in types
            if field.type is not None
            for found in self.comparison.obstacles(
                types[key],
                field.type,
                (*self.path, key),
                exact=self.exact,
                reading=field.reading,
            )
        )

    def _may_be_related(self, typ: TypeT | None) -> bool:
        """Whether a field may be filled by a relationship: with an object, or with several."""
        shape = None if typ is None else self.comparison.types.shape(typ)
        if isinstance(shape, OneOf):
            return any(self._may_be_related(member) for member in shape.members)
        if isinstance(shape, Nothing):
            return False
        if not isinstance(shape, Instance):
            return True
        if shape.cls.fullname in COLLECTIONS | SEQUENCES and shape.arguments:
            return self._may_be_related(shape.arguments[0])
        return shape.cls.fullname not in NEVER

    def _missing(self, fields: Iterable[ModelField[TypeT]]) -> tuple[Obstacle[TypeT], ...]:
        is_exact = self.path in self.exact
        return tuple(
            Obstacle(Lack.FIELD, (*self.path, field.key), self.given, is_exact=is_exact)
            for field in fields
        )
