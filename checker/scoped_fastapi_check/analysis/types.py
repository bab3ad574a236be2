"""Types and classes, one level at a time; each engine shows its own ones in this way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Scope

TypeT = TypeVar("TypeT")


class Class(Protocol):
    """A class, as far as it is known."""

    @property
    def fullname(self) -> str:
        """Its fully qualified name."""
        ...

    @property
    def mro(self) -> Sequence[Class]:
        """The class itself and what it derives from, in Python's order."""
        ...

    @property
    def body(self) -> Scope | None:
        """Its source, if it can be found."""
        ...

    @property
    def metaclass(self) -> str | None:
        """The full name of its metaclass; None where nobody has said one."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether it derives from something unknown, and may have any attribute."""
        ...

    @property
    def is_protocol(self) -> bool:
        """Whether it is a protocol."""
        ...

    @property
    def is_abstract(self) -> bool:
        """Whether it has abstract methods left, so that objects are of further classes."""
        ...

    @property
    def is_enum(self) -> bool:
        """Whether it is an enum."""
        ...

    @property
    def is_dataclass(self) -> bool:
        """Whether a dataclass is made of it, by whichever library."""
        ...

    @property
    def is_stub(self) -> bool:
        """Whether its source is a stub, which shows less than there is."""
        ...

    @property
    def own_names(self) -> Collection[str]:
        """The attributes that the class itself, not one of its bases, gives its objects."""
        ...

    def derives_from(self, fullname: str) -> bool:
        """Whether a class of this name is among its bases, or is the class itself."""
        ...

    def binds(self, name: str) -> bool:
        """Whether the class itself, not one of its bases, gives its objects this attribute."""
        ...


def has(cls: Class, name: str) -> bool:
    """Whether objects of a class have an attribute of this name."""
    return any(ancestor.binds(name) for ancestor in cls.mro)


@dataclass(frozen=True, slots=True)
class Nothing:
    """The type of None."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A type of which nothing is told: Any, a type variable, what is not understood."""


@dataclass(frozen=True, slots=True)
class OneOf(Generic[TypeT]):
    """A union."""

    members: Sequence[TypeT]


@dataclass(frozen=True, slots=True)
class Instance(Generic[TypeT]):
    """Objects of a class, with its type arguments as far as they are known."""

    cls: Class
    arguments: Sequence[TypeT] = ()


@dataclass(frozen=True, slots=True)
class Tuple(Generic[TypeT]):
    """A tuple of a known length; with names if `cls` is a NamedTuple."""

    items: Sequence[TypeT]
    cls: Class


@dataclass(frozen=True, slots=True)
class Dictionary(Generic[TypeT]):
    """A TypedDict, or a mapping that is written out: then nothing else is in it."""

    items: Mapping[str, TypeT]
    optional: frozenset[str] = frozenset()
    is_written_out: bool = False
    cls: Class | None = None
    """The class that declares it, if one does."""


Shape = Nothing | Unknown | OneOf[TypeT] | Instance[TypeT] | Tuple[TypeT] | Dictionary[TypeT]


class TypeView(Protocol):
    """A type that an engine has found, to be looked at."""

    @property
    def shown(self) -> str:
        """The type as users write it."""
        ...

    @property
    def members(self) -> Sequence[TypeView]:
        """The members of a union; any other type alone."""
        ...

    @property
    def shape(self) -> Shape[Any]:
        """What the type is, one level deep; of a literal, what its class is."""
        ...

    @property
    def arguments(self) -> Sequence[TypeView]:
        """The type arguments of a class, as far as they are known."""
        ...

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is told: Any, a type variable, or what never comes to be."""
        ...

    @property
    def literal(self) -> object:
        """The value of a literal, None where the type is none."""
        ...


def is_none(view: TypeView) -> bool:
    """Whether a type is that of None alone."""
    return isinstance(view.shape, Nothing)


def class_seen(view: TypeView) -> Class | None:
    """The class of the objects of a type, where it is known and one."""
    return class_of(view.shape)


class Types(Protocol[TypeT]):
    """The types of an engine."""

    def written(self, annotation: Expression) -> TypeT:
        """The type that an annotation, or an expression in the place of one, stands for."""
        ...

    def shape(self, typ: TypeT) -> Shape[TypeT]:
        """What a type is, one level deep."""
        ...

    def union(self, members: Sequence[TypeT]) -> TypeT:
        """One of several types."""
        ...

    def nothing(self) -> TypeT:
        """The type of None."""
        ...

    def anything(self) -> TypeT:
        """A type of which nothing is told."""
        ...

    def dictionary(self, items: Mapping[str, TypeT]) -> TypeT:
        """The type of a dictionary that is written out with these keys."""
        ...

    def plain(self, fullname: str) -> TypeT:
        """A class of the standard library that takes no type arguments."""
        ...

    def container(self, fullname: str, item: TypeT | None) -> TypeT:
        """A container of the standard library with items of a type, or of an unknown one."""
        ...

    def applied(self, cls: Expression, arguments: Sequence[TypeT]) -> TypeT:
        """A class with type arguments; nothing is told of it where they do not fit."""
        ...

    def literals(self, typ: TypeT) -> frozenset[str | int] | None:
        """The texts or numbers of a literal, or that a value is written as; None for other types."""
        ...

    def widened(self, typ: TypeT) -> TypeT:
        """The class of a literal; any other type as it is."""
        ...

    def is_related(self, one: TypeT, other: TypeT) -> bool:
        """Whether one of two types is a subtype of the other, or may be."""
        ...

    def arguments(self, typ: TypeT, base: str) -> Sequence[TypeT]:
        """The type arguments of a base class, as a class that derives from it gives them."""
        ...

    def declared(self, name: str, owner: Class, seen_from: TypeT | None = None) -> TypeT | None:
        """What the body of a class declares for a name, with the type arguments of `seen_from`."""
        ...

    def attribute(self, typ: TypeT, name: str) -> TypeT | None:
        """What reading an attribute of an object gives; None where that is not known."""
        ...

    def made_of(self, cls: Class) -> TypeT | None:
        """What a `NewType` is made of; None for any other class."""
        ...

    def shown(self, typ: TypeT) -> str:
        """A type as users write it."""
        ...


def members(typ: TypeT, types: Types[TypeT]) -> list[TypeT]:
    """All members of a union, and of the unions in it; anything else alone."""
    shape = types.shape(typ)
    if isinstance(shape, OneOf):
        return [inner for member in shape.members for inner in members(member, types)]
    return [typ]


def class_of(shape: Shape[TypeT]) -> Class | None:
    """The class by which attributes of a value are found; a tuple with names has some."""
    return shape.cls if isinstance(shape, Instance | Tuple) else None
