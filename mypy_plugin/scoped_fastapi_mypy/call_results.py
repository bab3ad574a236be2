"""What calling an object gives, by its type."""

from __future__ import annotations

from typing import Final

from mypy.subtypes import find_member
from mypy.types import (
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    TypeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.analysis.questions import Way
from scoped_fastapi_check.model import fullnames

_AWAITABLES: Final = frozenset({"typing.Coroutine", "typing.Awaitable"})
_ITERATORS: Final = frozenset(
    f"typing.{prefix}{name}"
    for prefix in ("", "Async")
    for name in ("Generator", "Iterator", "Iterable")
)

# The types that a call may give: one of them is right, which one is open.
Alternatives = list[Type]


class NotCallableError(Exception):
    """The object cannot be called at all."""


def results(called: ProperType, way: Way) -> list[Alternatives]:
    """What a call of something of this type gives: an entry for each member of a union.

    An empty list says that nothing is known. Raises `NotCallableError` for what cannot be called.
    """
    match called:
        case NoneType():
            raise NotCallableError
        case UnionType():
            members = [get_proper_type(item) for item in called.items]
            present = [member for member in members if not isinstance(member, NoneType)]
            return [found for member in present for found in results(member, way)]
        case CallableType():
            return [_of_callable(called, way)]
        case Overloaded():
            return [[result for item in called.items for result in _of_callable(item, way)]]
        case TypeType():
            return [[called.item]]
        case TypeVarType():
            return results(get_proper_type(called.upper_bound), way)
        case LiteralType() | TypedDictType():
            return _of_instance(called.fallback, way)
        case TupleType():
            return _of_instance(called.partial_fallback, way)
        case Instance():
            return _of_instance(called, way)
        case _:
            return []


def _of_instance(instance: Instance, way: Way) -> list[Alternatives]:
    if instance.type.fullname == fullnames.PARTIAL and instance.args:
        return [_taken(instance.args[0], way)]
    call = get_proper_type(find_member("__call__", instance, instance))
    if call is None:
        if instance.type.fallback_to_any or instance.type.fullname == fullnames.OBJECT:
            return []
        raise NotCallableError
    return results(call, way)


def _of_callable(callee: CallableType, way: Way) -> Alternatives:
    return [callee.ret_type] if callee.is_type_obj() else _taken(callee.ret_type, way)


def _taken(result: Type, way: Way) -> Alternatives:
    """What is taken of a returned type."""
    proper = get_proper_type(result)
    match way:
        case Way.RESULT:
            return [result]
        case Way.AWAITED:
            return [_awaited(proper) or result]
        case Way.YIELDED:
            return [_yielded(proper)]
        case Way.UNWRAPPED if isinstance(proper, UnionType):
            # `T | Awaitable[T]` and its like: each member is what the function of its kind returns.
            members = [_unwrapped(get_proper_type(item)) for item in proper.items]
            return [UnionType.make_union(members), _yielded(proper)]
        case Way.UNWRAPPED:
            return [_unwrapped(proper)]


def _unwrapped(result: ProperType) -> Type:
    return _awaited(result) or _iterated(result) or result


def _awaited(result: ProperType) -> Type | None:
    """The `T` of `Awaitable[T]` and of `Coroutine[..., ..., T]`."""
    if isinstance(result, Instance) and result.type.fullname in _AWAITABLES and result.args:
        return result.args[-1]
    return None


def _iterated(result: ProperType) -> Type | None:
    """The `T` of `Iterator[T]` and its like."""
    if isinstance(result, Instance) and result.type.fullname in _ITERATORS and result.args:
        return result.args[0]
    return None


def _yielded(result: ProperType) -> Type:
    """What a generator function yields: a None beside the iterator is never returned.

    A generator that is annotated with what it yields is mypy's to report.
    """
    members = result.items if isinstance(result, UnionType) else [result]
    known = [typ for member in members if (typ := _iterated(get_proper_type(member))) is not None]
    return UnionType.make_union(known) if known else result
