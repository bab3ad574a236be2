"""A debugging aid: using a response-scoped value after its teardown raises.

A background task, a stream or a generator endpoint runs after the response-scoped dependencies
are closed. What it does with their values then is often silent: a SQLAlchemy session, say, begins a
transaction that nobody ends. `raise_on_late_use` turns that into an error, for the dependencies it
is given.
"""

from abc import ABCMeta
from collections.abc import Callable
from typing import Any, Generic, cast

from starlette.responses import Response

from .closing import Closer, SyncCloser
from .errors import DependencyLifetimeError

__all__ = ["guarded", "is_watched", "raise_on_late_use", "watching"]

_watched: set[Callable[..., Any]] = set()
_closed_classes: dict[tuple[type[object], str], type[object]] = {}


def raise_on_late_use(*dependencies: Callable[..., Any]) -> None:
    """Have any use of what `dependencies` provided raise, once they are closed.

    For development and tests: call it where the application is made. `dependencies` are
    response-scoped, given as what `response_scoped_dependency` made of them or was given.

    When such a dependency is closed, its value is made an instance of a class that raises a
    `DependencyLifetimeError` naming the dependency wherever an attribute is read or set. So a
    value must not be shared between requests: name the dependency that provides a session, not the
    one that provides the pool. Nothing can be done for a value of a built-in type, of a class with
    a metaclass or an `__init_subclass__` of its own, and for what holds a part of it: a row, a
    cursor, a bound method. Operators (`value[0]`, `with value:`) do not read attributes.
    """
    _watched.update(getattr(dependency, "dependency", dependency) for dependency in dependencies)


def watching() -> bool:
    """Whether any dependency is watched."""
    return bool(_watched)


def is_watched(dependency: Callable[..., Any]) -> bool:
    """Whether this dependency, unwrapped, is watched."""
    return dependency in _watched


def guarded(closer: Closer, value: Any, name: str) -> Closer:
    """Have `value` refuse to be used after `closer` has closed it."""
    if isinstance(closer, SyncCloser):
        return _GuardingSyncCloser(closer, value, name)
    return _GuardingCloser(closer, value, name)


class _GuardingCloser(Closer):
    __slots__ = ("closer", "name", "value")

    def __init__(self, closer: Closer, value: Any, name: str) -> None:
        self.closer: Closer = closer
        self.value: Any = value
        self.name: str = name

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        try:
            return await self.closer.close(error, response)
        finally:
            _refuse_use(self.value, self.name)


class _GuardingSyncCloser(SyncCloser):
    __slots__ = ("closer", "name", "value")

    def __init__(self, closer: SyncCloser, value: Any, name: str) -> None:
        self.closer: SyncCloser = closer
        self.value: Any = value
        self.name: str = name

    def close_now(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        try:
            return self.closer.close_now(error, response)
        finally:
            _refuse_use(self.value, self.name)


def _refuse_use(value: object, name: str) -> None:
    cls = value.__class__
    if type(cls) not in (type, ABCMeta) or _init_subclass(cls) not in _HARMLESS:
        return
    try:
        key = (cls, name)
        if key not in _closed_classes:
            _closed_classes[key] = _closed(cls, name)
        value.__class__ = _closed_classes[key]
    except TypeError:
        # A built-in type, or one with slots: its objects cannot change their class.
        return


def _init_subclass(cls: Any) -> Any:
    return getattr(cls.__init_subclass__, "__func__", None)


_HARMLESS = (_init_subclass(object), _init_subclass(Generic))


def _closed(cls: type[object], name: str) -> type[object]:
    def refuse(_: object, attribute: str, *__: object) -> None:
        raise DependencyLifetimeError(
            f"{cls.__qualname__}.{attribute} was used after its dependency {name!r} was closed, "
            "which was before the response was sent. What runs later (a background task, a "
            f"stream) must open its own: `async with {name}.open() as value:`."
        )

    make = cast("Callable[..., type[object]]", type(cls))
    namespace = {
        "__slots__": (),
        "__module__": cls.__module__,
        "__qualname__": cls.__qualname__,
        "__getattribute__": refuse,
        "__setattr__": refuse,
        "__delattr__": refuse,
    }
    return make(cls.__name__, (cls,), namespace)
