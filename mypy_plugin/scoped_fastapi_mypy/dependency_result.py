"""What FastAPI gets from calling a dependency, by the type of the dependency.

FastAPI looks at the function itself, unwrapped of `functools.partial` and `functools.wraps`: it
awaits coroutine functions, enters generator functions and takes the first value that they yield,
and uses what everything else returns. A type tells that for certain only where it leads to the
definition. Where it does not (a variable declared as `Callable[..., Awaitable[T]]`), both the type
and what it would be unwrapped to are possible.
"""

from __future__ import annotations

from typing import Final

from mypy.nodes import Decorator, FuncDef
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

_AWAITABLES: Final = frozenset({"typing.Coroutine", "typing.Awaitable"})
_ITERATORS: Final = frozenset({"typing.Generator", "typing.Iterator", "typing.Iterable"})
_ASYNC_ITERATORS: Final = frozenset(
    {"typing.AsyncGenerator", "typing.AsyncIterator", "typing.AsyncIterable"}
)
_PARTIAL: Final = "functools.partial"

# The types that calling one dependency may provide: one of them is right, which one is open.
Alternatives = list[Type]


class NotCallableError(Exception):
    """The dependency cannot be called at all."""


def provided(dependency: ProperType) -> list[Alternatives]:
    """What a dependency of this type provides: an entry for each member of a union.

    An empty list says that nothing is known. Raises `NotCallableError` for what FastAPI cannot call.
    """
    if isinstance(dependency, NoneType):
        raise NotCallableError
    if isinstance(dependency, UnionType):
        members = [get_proper_type(item) for item in dependency.items]
        return [
            alternatives
            for member in members
            if not isinstance(member, NoneType)
            for alternatives in provided(member)
        ]
    if isinstance(dependency, CallableType):
        return [_of_callable(dependency)]
    if isinstance(dependency, Overloaded):
        return [[result for item in dependency.items for result in _of_callable(item)]]
    if isinstance(dependency, TypeType):
        return [[dependency.item]]
    if isinstance(dependency, TypeVarType):
        return provided(get_proper_type(dependency.upper_bound))
    if isinstance(dependency, Instance):
        return _of_instance(dependency)
    if isinstance(dependency, LiteralType | TypedDictType):
        return _of_instance(dependency.fallback)
    if isinstance(dependency, TupleType):
        return _of_instance(dependency.partial_fallback)
    return []


def _of_instance(instance: Instance) -> list[Alternatives]:
    if instance.type.fullname == _PARTIAL and instance.args:
        return [_unwrapped(instance.args[0])]
    call = get_proper_type(find_member("__call__", instance, instance))
    if call is None:
        if instance.type.fallback_to_any or instance.type.fullname == "builtins.object":
            return []
        raise NotCallableError
    if isinstance(call, CallableType):
        # FastAPI looks behind a plain `__call__`, and may find a function of another kind there.
        definition = _definition(call)
        if definition is None or not (definition.is_generator or definition.is_coroutine):
            return [_unwrapped(call.ret_type)]
    return provided(call)


def _definition(callee: CallableType) -> FuncDef | None:
    definition = callee.definition
    if isinstance(definition, Decorator):
        definition = definition.func
    return definition if isinstance(definition, FuncDef) else None


def _of_callable(callee: CallableType) -> Alternatives:
    result = get_proper_type(callee.ret_type)
    if callee.is_type_obj():
        return [result]
    definition = _definition(callee)
    if definition is None:
        return _unwrapped(result)
    if definition.is_generator or definition.is_async_generator:
        return [_yielded(result)]
    if definition.is_coroutine:
        return [_last_argument_of(result) or result]
    return [result]


def _yielded(result: ProperType) -> Type:
    """What a generator function yields: a None beside the iterator is never returned.

    A generator that is annotated with what it yields is mypy's to report.
    """
    members = result.items if isinstance(result, UnionType) else [result]
    found = [_argument_of(get_proper_type(m), _ITERATORS | _ASYNC_ITERATORS) for m in members]
    known = [typ for typ in found if typ is not None]
    return UnionType.make_union(known) if known else result


def _unwrapped(result: Type) -> Alternatives:
    """A returned type, and what FastAPI makes of it if the function behind it is of that kind."""
    proper = get_proper_type(result)
    if isinstance(proper, UnionType):
        # `T | Awaitable[T]` and its like: each member is what the function of its kind returns.
        members = [_unwrapped(item)[-1] for item in proper.items]
        return [result, UnionType.make_union(members), _yielded(proper)]
    inner = _last_argument_of(proper) or _argument_of(proper, _ITERATORS | _ASYNC_ITERATORS)
    return [result] if inner is None else [result, inner]


def _argument_of(result: ProperType, classes: frozenset[str]) -> Type | None:
    """The `T` of `Iterator[T]` and its like."""
    if isinstance(result, Instance) and result.type.fullname in classes and result.args:
        return result.args[0]
    return None


def _last_argument_of(result: ProperType) -> Type | None:
    """The `T` of `Awaitable[T]` and of `Coroutine[..., ..., T]`."""
    if isinstance(result, Instance) and result.type.fullname in _AWAITABLES and result.args:
        return result.args[-1]
    return None
