"""Compares what a handler returns with its response model, as FastAPI validates the one by the other.

FastAPI has pydantic validate what is returned, from its attributes (`from_attributes=True`). Only
what can never pass is told: everything unknown, convertible or wider than the model passes here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic

from scoped_fastapi_check.analysis.questions import Lack, Mismatch
from scoped_fastapi_check.analysis.response_models.attributes import Attributes
from scoped_fastapi_check.analysis.response_models.columns import Columns, is_table
from scoped_fastapi_check.analysis.response_models.conversions import (
    COLLECTIONS,
    ITERABLE,
    LISTS,
    MAPPING,
    MAPPINGS,
    NEVER,
    NEVER_ITERATED,
    SCALARS,
    SEQUENCES,
    UNFINISHED,
)
from scoped_fastapi_check.analysis.response_models.dumps import Dumps
from scoped_fastapi_check.analysis.response_models.exclusions import (
    is_base,
    is_no_dictionary,
    is_no_scalar,
)
from scoped_fastapi_check.analysis.response_models.field_comparison import (
    ITEMS,
    FieldComparison,
    Obstacle,
    Path,
)
from scoped_fastapi_check.analysis.response_models.iteration import has_no_items, iterates_itself
from scoped_fastapi_check.analysis.response_models.models import Fields, ModelField, Models
from scoped_fastapi_check.analysis.response_models.plain_values import (
    LAX,
    Reading,
    has_no_key,
    is_refused_strictly,
    refusal,
    written_as,
)
from scoped_fastapi_check.analysis.response_models.rows import (
    columns,
    is_no_literal,
    lacks_columns,
)
from scoped_fastapi_check.analysis.response_models.tuples import TUPLE, is_no_tuple
from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    Nothing,
    OneOf,
    Shape,
    Tuple,
    TypeT,
    Unknown,
    class_of,
    members,
)
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Types
    from scoped_fastapi_check.model.names import Names

# Models lead to models, and back to themselves.
_MAX_DEPTH: Final = 6


class Comparison(Generic[TypeT]):
    """Compares types of values with types of models."""

    def __init__(self, names: Names, types: Types[TypeT]) -> None:
        self._types = types
        self._models = Models(names, types)
        self._attributes = Attributes(names, self._models)
        self._columns = Columns(names)
        self.dumps = Dumps(types, self._models)

    def obstacles(
        self,
        given: TypeT,
        wanted: TypeT,
        path: Path = (),
        *,
        exact: frozenset[Path] = frozenset(),
        reading: Reading = LAX,
    ) -> tuple[Obstacle[TypeT], ...]:
        """Why a value of one type never satisfies another; nothing where it may.

        An object of a base class may be one of the model, unless it is known to be `exact`ly of it.
        """
        if (values := self._types.literals(wanted)) is not None:
            is_other = is_no_literal(self._types, given, values)
            text = written_as(self._types.literals(given))
            return (Obstacle(Lack.SHAPE, path, given, wanted, text),) if is_other else ()
        written = self._types.literals(given)
        given, wanted = self._made_of(self._types.widened(given)), self._made_of(wanted)
        there, here = self._types.shape(given), self._types.shape(wanted)
        if isinstance(there, Unknown) or isinstance(here, Unknown):
            return ()
        if isinstance(here, Instance):
            lack = None if written is None else refusal(written, here.cls, reading)
            if lack is not None:
                return (Obstacle(lack, path, given, wanted, written_as(written)),)
            if reading.is_strict and is_refused_strictly(there, here.cls, written):
                return (Obstacle(Lack.SHAPE, path, given, wanted),)
        # What a dictionary lacks, another one of a wider type may have: their keys tell.
        are_dictionaries = isinstance(there, Dictionary) and isinstance(here, Dictionary)
        if len(path) > _MAX_DEPTH:
            return ()
        may_be_derived = path in exact and is_base(there, here)
        # A None among others may never come.
        may_be_none = isinstance(there, OneOf) and isinstance(here, Nothing)
        restricts = reading.restricts_items or bool(reading.limits)
        tells_more = are_dictionaries or may_be_derived or may_be_none or restricts
        if not tells_more and self._types.is_related(given, wanted):
            return ()
        return _Pair(self, given, there, wanted, here, path, exact, reading).obstacles()

    def _made_of(self, typ: TypeT) -> TypeT:
        """What pydantic sees of a `NewType`: the type that it is made of."""
        shape = self._types.shape(typ)
        made = self._types.made_of(shape.cls) if isinstance(shape, Instance) else None
        return typ if made is None else made

    def mismatches(self, found: Iterable[Obstacle[TypeT]]) -> tuple[Mismatch, ...]:
        """What was found, in words."""
        return tuple(
            Mismatch(
                each.lack,
                each.path,
                each.written or in_one_spelling(self._types.shown(each.given)),
                "" if each.wanted is None else in_one_spelling(self._types.shown(each.wanted)),
                each.is_exact or isinstance(self._types.shape(each.given), Dictionary),
                self._home(each.given),
            )
            for each in found
        )

    def _home(self, typ: TypeT) -> str:
        """The file of a class, if it is known."""
        cls = class_of(self._types.shape(typ))
        return "" if cls is None or cls.body is None else os.path.abspath(cls.body.module.path)

    # What a pair of types looks at

    @property
    def types(self) -> Types[TypeT]:
        """The types of the engine."""
        return self._types

    def fields(self, model: TypeT) -> Fields[TypeT] | None:
        """The fields of a model; None where they are not certain."""
        return self._models.fields(model)

    def root(self, model: TypeT) -> TypeT | None:
        """What a `RootModel` holds; None where it is not certain."""
        return self._models.root(model)

    def is_plain_class(self, cls: Class) -> bool:
        """Whether a class that is no model leaves it to pydantic how it is validated."""
        return self._models.is_plain_class(cls)

    @property
    def columns(self) -> Columns:
        """What is known of columns."""
        return self._columns

    def lacks(self, cls: Class, name: str) -> bool:
        """Whether objects of a class certainly do not have an attribute."""
        return self._attributes.lacks(cls, name)


@dataclass(frozen=True, slots=True)
class _Pair(Generic[TypeT]):
    """A type of a value and a type of a model, neither of them unknown."""

    comparison: Comparison[TypeT]
    given: TypeT
    there: Shape[TypeT]
    wanted: TypeT
    here: Shape[TypeT]
    path: Path
    exact: frozenset[Path]
    reading: Reading

    def obstacles(self) -> tuple[Obstacle[TypeT], ...]:
        match self.here:
            case OneOf(each):
                return self._with_every_member(each)
            case _ if isinstance(self.there, OneOf):
                return self._of_every_member(self.there.members)
            case Instance(cls, arguments):
                return self._with_class(cls, arguments)
            case Dictionary(items, optional):
                return self._with_typed_dictionary(items, optional)
            case Tuple(items, cls) if cls.fullname == TUPLE:
                return self._with_tuple(items)
            case Nothing():
                is_value = isinstance(self.there, Instance | Dictionary | Tuple)
                return self._shape() if is_value else ()
            case _:
                return ()

    # Unions

    def _with_every_member(self, each: Sequence[TypeT]) -> tuple[Obstacle[TypeT], ...]:
        types = self.comparison.types
        if (tag := self._missing_tag()) is not None:
            return (Obstacle(Lack.TAG, (*self.path, tag), self.given, self.wanted),)
        if not all(map(self._with_member, each)):
            return ()
        rest = types.union([m for m in each if not isinstance(types.shape(m), Nothing)])
        if isinstance(self.there, Nothing) or isinstance(types.shape(rest), OneOf):
            return self._shape()
        return self._with_member(rest)

    def _missing_tag(self) -> str | None:
        """The key that tells which model is meant, which a dictionary lacks: no default helps there."""
        name, types = self.reading.discriminator, self.comparison.types
        if name is None or not isinstance(self.there, Dictionary):
            return None
        keys: list[str] = []
        for member in members(self.wanted, types):
            if isinstance(types.shape(member), Nothing):
                continue
            fields = self.comparison.fields(member)
            found = [] if fields is None else [f for f in fields.all if f.name == name]
            if not found:
                return None
            keys += found[0].keys
        is_there = any(key in self.there.items for key in (*keys, name))
        return None if is_there or not keys else keys[0]

    def _with_member(self, member: TypeT) -> tuple[Obstacle[TypeT], ...]:
        return self.comparison.obstacles(
            self.given, member, self.path, exact=self.exact, reading=self.reading.of_member()
        )

    def _of_every_member(self, each: Sequence[TypeT]) -> tuple[Obstacle[TypeT], ...]:
        """What of every member but None is told, which may never come."""
        found = [
            self.comparison.obstacles(member, self.wanted, self.path, reading=self.reading)
            for member in each
            if not isinstance(self.comparison.types.shape(member), Nothing)
        ]
        return found[0] if found and all(found) else ()

    # Classes

    def _with_class(self, cls: Class, arguments: Sequence[TypeT]) -> tuple[Obstacle[TypeT], ...]:
        if cls.derives_from(fullnames.ROOT_MODEL):
            root = self.comparison.root(self.wanted)
            return () if root is None else self.comparison.obstacles(self.given, root, self.path)
        if cls.derives_from(fullnames.BASE_MODEL):
            return self._with_model()
        if cls.fullname in NEVER:
            return self._shape() if is_no_scalar(self.there, NEVER[cls.fullname]) else ()
        if cls.fullname in COLLECTIONS or cls.fullname in SEQUENCES:
            return self._with_list(arguments)
        if cls.fullname in MAPPINGS:
            return self._with_dictionary(arguments)
        if cls.is_dataclass and self.comparison.is_plain_class(cls):
            return self._with_dataclass()
        return ()

    def _with_dataclass(self) -> tuple[Obstacle[TypeT], ...]:
        """Pydantic makes a dataclass of a dict alone, not of another object's attributes."""
        if isinstance(self.there, Dictionary):
            fields = self.comparison.fields(self.wanted)
            return () if fields is None else self._fields(fields).of_items(self.there)
        is_other = isinstance(self.there, Instance) and self.there.cls.is_dataclass
        return self._shape() if is_other or is_no_dictionary(self.there) else ()

    def _with_model(self) -> tuple[Obstacle[TypeT], ...]:
        fields = self.comparison.fields(self.wanted)
        if fields is None:
            return ()
        if isinstance(self.there, Nothing):
            return self._shape()
        if isinstance(self.there, Dictionary):
            # SQLModel takes for a table whatever a dict has in it.
            is_table_model = isinstance(self.here, Instance) and is_table(self.here.cls)
            return () if is_table_model else self._fields(fields).of_items(self.there)
        cls = class_of(self.there)
        if cls is None or cls.derives_from(MAPPING):
            return ()
        if (row := columns(self.there)) is not None:
            return self._shape() if lacks_columns(row, fields, self.comparison.types) else ()
        if cls.fullname in LISTS or cls.fullname in SCALARS or cls.fullname in UNFINISHED:
            return self._shape()
        if cls.fullname.startswith(("builtins.", "typing.")):
            return ()
        return self._fields(fields).of_attributes(cls)

    def _with_list(self, arguments: Sequence[TypeT]) -> tuple[Obstacle[TypeT], ...]:
        if isinstance(self.there, Nothing | Dictionary):
            return self._shape()
        item = arguments[0] if arguments else None
        if isinstance(self.there, Tuple):
            found = [self._inside(part, item, ITEMS) for part in self.there.items]
            return next(filter(None, found), ())
        if not isinstance(self.there, Instance):
            return ()
        cls = self.there.cls
        is_text = cls.derives_from("builtins.str") or cls.derives_from("builtins.bytes")
        if cls.fullname in SCALARS | NEVER_ITERATED or is_text or cls.derives_from(MAPPING):
            return self._shape()
        if has_no_items(cls):
            return self._shape()
        if cls.derives_from(fullnames.BASE_MODEL) and not iterates_itself(cls):
            return self._of_pairs(item)
        if not cls.derives_from(ITERABLE):
            return ()
        given = self.comparison.types.arguments(self.given, ITERABLE)
        return self._inside(given[0], item, ITEMS) if given else ()

    def _with_tuple(self, items: Sequence[TypeT]) -> tuple[Obstacle[TypeT], ...]:
        assert isinstance(self.here, Tuple)
        if is_no_tuple(self.there, self.here, self.comparison.types):
            return self._shape()
        given = self.there.items if isinstance(self.there, Tuple) else ()
        found = (self._inside(part, item, ITEMS) for part, item in zip(given, items, strict=False))
        return next(filter(None, found), ())

    def _of_pairs(self, item: TypeT | None) -> tuple[Obstacle[TypeT], ...]:
        """A model iterates over pairs of a name and a value, which hardly is what a list wants."""
        shape = None if item is None else self.comparison.types.shape(item)
        if item is None or not isinstance(shape, Instance):
            return ()
        is_model = shape.cls.derives_from(fullnames.BASE_MODEL)
        if shape.cls.fullname in NEVER or (is_model and self.comparison.fields(item) is not None):
            return self._shape()
        return ()

    def _with_dictionary(self, arguments: Sequence[TypeT]) -> tuple[Obstacle[TypeT], ...]:
        if is_no_dictionary(self.there):
            return self._shape()
        if len(arguments) != 2:
            return ()
        keys, items = arguments
        if isinstance(self.there, Dictionary) and self.there.is_written_out:
            if has_no_key(self.there.items, self.comparison.types.shape(keys)):
                return self._shape()
            found = (self._inside(given, items, name) for name, given in self.there.items.items())
            return next(filter(None, found), ())
        if isinstance(self.there, Instance) and self.there.cls.derives_from(MAPPING):
            given = self.comparison.types.arguments(self.given, MAPPING)
            if len(given) != len(arguments):
                return ()
            # What restricts the items of a dictionary says nothing of its keys.
            of_keys = self.comparison.obstacles(given[0], keys, (*self.path, ITEMS))
            return self._shape() if of_keys else self._inside(given[1], items, ITEMS)
        return ()

    def _with_typed_dictionary(
        self, items: Mapping[str, TypeT], optional: frozenset[str]
    ) -> tuple[Obstacle[TypeT], ...]:
        if not isinstance(self.there, Dictionary):
            return self._with_dictionary(())
        fields = [
            ModelField(name, name not in optional, typ, (name,)) for name, typ in items.items()
        ]
        return self._fields(Fields(fields)).of_items(self.there)

    # Answers

    def _fields(self, fields: Fields[TypeT]) -> FieldComparison[TypeT]:
        return FieldComparison(
            self.comparison, self.given, self.wanted, self.path, fields, self.exact
        )

    def _inside(self, given: TypeT, wanted: TypeT | None, step: str) -> tuple[Obstacle[TypeT], ...]:
        if wanted is None:
            return ()
        path = (*self.path, step)
        return self.comparison.obstacles(
            given, wanted, path, exact=self.exact, reading=self.reading.inside()
        )

    def _shape(self) -> tuple[Obstacle[TypeT], ...]:
        return (Obstacle(Lack.SHAPE, self.path, self.given, self.wanted),)
