"""mypy's types, as the rules about pydantic look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mypy.erasetype import remove_instance_last_known_values
from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.messages import format_type_bare
from mypy.nodes import Decorator, TypeInfo, Var
from mypy.options import Options
from mypy.subtypes import is_subtype
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    TypeOfAny,
    TypeType,
    TypeVarType,
    UninhabitedType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.analysis import types
from scoped_fastapi_check.analysis.types import Class, Shape
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression

from scoped_fastapi_mypy.annotations import TypeBuilder
from scoped_fastapi_mypy.classes import MypyClass
from scoped_fastapi_mypy.names import MypyNames

# What mypy derives the types of dictionaries from that no class describes.
_ANONYMOUS = "typing._TypedDict"


class MypyTypes:
    """Shows mypy's types one level at a time."""

    def __init__(self, names: MypyNames, options: Options) -> None:
        self._names = names
        self._options = options

    @cached_property
    def _builder(self) -> TypeBuilder:
        return TypeBuilder(self._names)

    def written(self, annotation: Expression) -> Type:
        """The type that an annotation stands for."""
        return self._builder.build(annotation)

    def shape(self, typ: Type) -> Shape[Type]:
        """What a type is."""
        proper = get_proper_type(typ)
        match proper:
            case NoneType():
                return types.Nothing()
            case UnionType():
                return types.OneOf(proper.items)
            case TypedDictType():
                optional = frozenset(proper.items.keys() - proper.required_keys)
                cls = (
                    None if proper.is_anonymous() else MypyClass(proper.fallback.type, self._names)
                )
                return types.Dictionary(proper.items, optional, proper.is_anonymous(), cls)
            case TupleType():
                return types.Tuple(
                    proper.items, MypyClass(proper.partial_fallback.type, self._names)
                )
            case Instance():
                return types.Instance(MypyClass(proper.type, self._names), proper.args)
            case TypeType():
                made = self._instance("builtins.type", [proper.item])
                return types.Unknown() if made is None else self.shape(made)
            case _:
                return types.Unknown()

    def union(self, members: Sequence[Type]) -> Type:
        """One of several types."""
        return UnionType.make_union(list(members))

    def nothing(self) -> Type:
        """The type of None."""
        return NoneType()

    def anything(self) -> Type:
        """A type of which nothing is told."""
        return AnyType(TypeOfAny.special_form)

    def dictionary(self, items: Mapping[str, Type]) -> Type:
        """The type of a dictionary that is written out with these keys."""
        fallback = self._instance(_ANONYMOUS, [])
        if fallback is None:
            return AnyType(TypeOfAny.special_form)
        return TypedDictType(dict(items), set(items), set(), fallback)

    def plain(self, fullname: str) -> Type:
        """A class of the standard library that takes no type arguments."""
        return self._instance(fullname, []) or AnyType(TypeOfAny.special_form)

    def container(self, fullname: str, item: Type | None) -> Type:
        """A container of the standard library."""
        unknown = AnyType(TypeOfAny.special_form)
        return self._instance(fullname, [unknown if item is None else _kept(item)]) or unknown

    def applied(self, cls: Expression, arguments: Sequence[Type]) -> Type:
        """A class with type arguments."""
        proper = get_proper_type(self.written(cls))
        if not isinstance(proper, Instance) or len(proper.type.type_vars) != len(arguments):
            return AnyType(TypeOfAny.special_form)
        return Instance(proper.type, [_kept(argument) for argument in arguments])

    def _instance(self, fullname: str, arguments: list[Type]) -> Instance | None:
        symbol = self._names.named(fullname)
        info = None if symbol is None else symbol.node
        return Instance(info, arguments) if isinstance(info, TypeInfo) else None

    def literals(self, typ: Type) -> frozenset[str | int] | None:
        """The values of a literal: mypy makes a union of one for each."""
        proper = get_proper_type(typ)
        if isinstance(proper, UnionType):
            found = [self.literals(item) for item in proper.items]
            values = {value for each in found for value in each or ()}
            return frozenset(values) if all(found) else None
        if isinstance(proper, Instance) and proper.last_known_value is not None:
            proper = proper.last_known_value
        if not isinstance(proper, LiteralType) or proper.is_enum_literal():
            return None
        return frozenset({proper.value}) if isinstance(proper.value, str | int) else None

    def widened(self, typ: Type) -> Type:
        """The class of a literal."""
        proper = get_proper_type(typ)
        return proper.fallback if isinstance(proper, LiteralType) else typ

    def is_related(self, one: Type, other: Type) -> bool:
        """Whether one of two types is a subtype of the other."""
        if self._is_untyped(one) or self._is_untyped(other):
            return one == other  # An object whose class derives from Any fits everything.
        return is_subtype(one, other) or is_subtype(other, one)

    def _is_untyped(self, typ: Type) -> bool:
        """Whether a type speaks of a class that derives from `declarative_base()`, which is Any for mypy."""
        proper = get_proper_type(typ)
        if isinstance(proper, UnionType):
            return any(map(self._is_untyped, proper.items))
        if not isinstance(proper, Instance):
            return False
        is_any = proper.type.fallback_to_any
        if is_any and not MypyClass(proper.type, self._names).is_open:
            return True
        return any(map(self._is_untyped, proper.args))

    def arguments(self, typ: Type, base: str) -> Sequence[Type]:
        """The type arguments of a base class."""
        proper = get_proper_type(typ)
        if not isinstance(proper, Instance):
            return ()
        found = next(info for info in proper.type.mro if info.fullname == base)
        return map_instance_to_supertype(proper, found).args

    def declared(self, name: str, owner: Class, seen_from: Type | None = None) -> Type | None:
        """What the body of a class declares for a name."""
        assert isinstance(owner, MypyClass)
        symbol = owner.info.names.get(name)
        node = None if symbol is None else symbol.node
        if not isinstance(node, Var) or node.type is None:
            return None
        viewer = None if seen_from is None else get_proper_type(seen_from)
        if not isinstance(viewer, Instance):
            return node.type
        return expand_type_by_instance(node.type, map_instance_to_supertype(viewer, owner.info))

    def attribute(self, typ: Type, name: str) -> Type | None:
        """What reading an attribute of an object gives."""
        instance = get_proper_type(typ)
        if isinstance(instance, TupleType):
            instance = instance.partial_fallback
        assert isinstance(instance, Instance)
        for info in instance.type.mro:
            if name in info.names:
                found = _attribute_type(info.names[name].node)
                if found is None:
                    return None
                here = map_instance_to_supertype(instance, info)
                return _read(get_proper_type(expand_type_by_instance(found, here)))
        return None

    def made_of(self, cls: Class) -> Type | None:
        """What a `NewType` is made of."""
        assert isinstance(cls, MypyClass)
        return cls.info.bases[0] if cls.info.is_newtype else None

    def shown(self, typ: Type) -> str:
        """A type as users write it."""
        match proper := get_proper_type(typ):
            case TypedDictType() if proper.is_anonymous():
                return "dict"
            case Instance() if _is_bare(proper):
                return proper.type.name
            case Instance() if _is_written_out(proper):
                return f"{proper.type.name}[{', '.join(map(self.shown, proper.args))}]"
            case UnionType() if _is_written_out(proper):
                return " | ".join(dict.fromkeys(map(self.shown, proper.items)))
            case _:
                return format_type_bare(typ, self._options)


@dataclass(frozen=True, slots=True)
class MypyView:
    """A type of mypy's, to be looked at."""

    types: MypyTypes
    type: ProperType

    @property
    def shown(self) -> str:
        """The type as users write it."""
        return self.types.shown(remove_instance_last_known_values(self.type))

    @property
    def members(self) -> Sequence[MypyView]:
        """The members of a union."""
        return [MypyView(self.types, get_proper_type(item)) for item in flattened(self.type)]

    @property
    def shape(self) -> Shape[Type]:
        """What the type is."""
        return self.types.shape(self.types.widened(self.type))

    @property
    def arguments(self) -> Sequence[MypyView]:
        """The type arguments of a class."""
        typ = self.type
        given = typ.args if isinstance(typ, Instance) else ()
        return [MypyView(self.types, get_proper_type(item)) for item in given]

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is told."""
        return isinstance(self.type, AnyType | UninhabitedType | TypeVarType)

    @property
    def literal(self) -> object:
        """The value of a literal; that of a member of an enum is its name for mypy."""
        typ = self.type
        if isinstance(typ, Instance) and typ.last_known_value is not None:
            typ = typ.last_known_value
        return typ.value if isinstance(typ, LiteralType) and not typ.is_enum_literal() else None


def flattened(typ: Type) -> list[ProperType]:
    """The members of a union, and of the unions in it, each once."""
    found: dict[ProperType, None] = {}
    left, seen = [typ], set[Type]()
    while left:
        # Aliases of unions of aliases may double with each of them: none is looked into again.
        if (each := left.pop()) in seen:
            continue
        seen.add(each)
        proper = get_proper_type(each)
        if isinstance(proper, UnionType):
            left += reversed(proper.items)
        else:
            found[proper] = None
    return list(found)


def _kept(argument: Type) -> Type:
    """A type argument with the value that it is written as: mypy forgets it on the way to a base class."""
    proper = get_proper_type(argument)
    value = proper.last_known_value if isinstance(proper, Instance) else None
    return argument if value is None else value


def _is_written_out(typ: Instance | UnionType) -> bool:
    """Whether dictionaries that are written out are members of a union, or items of a container."""
    inner = [
        get_proper_type(part) for part in (typ.args if isinstance(typ, Instance) else typ.items)
    ]
    return any(
        (isinstance(each, TypedDictType) and each.is_anonymous())
        or (isinstance(each, Instance | UnionType) and _is_written_out(each))
        for each in inner
    )


def _is_bare(instance: Instance) -> bool:
    """Whether a generic class is written without its arguments, which mypy fills in."""
    arguments = map(get_proper_type, instance.args)
    return bool(instance.args) and all(
        isinstance(each, AnyType) and each.type_of_any == TypeOfAny.from_omitted_generics
        for each in arguments
    )


def _attribute_type(node: object) -> Type | None:
    if isinstance(node, Decorator):
        is_property = node.var.is_property and isinstance(node.var.type, CallableType)
        typ = node.var.type
        return typ.ret_type if is_property and isinstance(typ, CallableType) else None
    return node.type if isinstance(node, Var) else None


def _read(typ: ProperType) -> ProperType | None:
    """What reading an attribute of a declared type gives: a descriptor gives something else."""
    if not isinstance(typ, Instance):
        return typ
    if typ.type.fullname == fullnames.MAPPED and typ.args:
        return get_proper_type(typ.args[0])
    return None if typ.type.get("__get__") is not None else typ
