"""Opening what the call of a dependency gives, and closing it again.

This is what `contextlib` does, with three differences: a generator is sent the response, a
dependency that breaks its contract is named, and none can suppress an exception, because then there
would be no response to send.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Generator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from functools import partial
from types import TracebackType
from typing import Any, TypeVar, cast

from starlette.responses import Response

from .cancellation import InThread
from .errors import DependencyLifetimeError

__all__ = [
    "AsyncGeneratorCloser",
    "AsyncManagerCloser",
    "Closer",
    "SyncCloser",
    "did_not_yield",
    "opened",
    "opened_now",
]

T = TypeVar("T")


class Closer(ABC):
    """Closes one dependency."""

    __slots__ = ()

    @abstractmethod
    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        """Close it, with the exception or the response that the request came to.

        Gives the exception that the request comes to now: `error`, the one that the dependency
        raised instead, or None.
        """


class SyncCloser(Closer):
    """Closes a synchronous dependency, in a thread where there is an event loop."""

    __slots__ = ()

    @abstractmethod
    def close_now(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        """Close it as `close` does, in this thread."""

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        """Close it in a thread that nothing can keep from doing so."""
        closing = InThread(partial(self.close_now, error, response))
        cancelled = await closing.finish()
        outcome = closing.result()
        if cancelled is None:
            return outcome
        if outcome is not error:
            cancelled.__context__ = outcome
        return cancelled


Opened = tuple[Any, Closer | None, BaseException | None]


async def opened(result: Any, name: str) -> Opened:
    """Open what the call of the dependency `name` gave.

    An (async) generator provides what it yields, an (async) context manager what entering it gives,
    anything else itself. Gives the value; what closes it, None where there is nothing to close; and
    a cancellation that arrived too late to keep it from being opened.

    Raises:
        DependencyLifetimeError: the generator ended without a yield.
    """
    if isinstance(result, AsyncGenerator):
        generator = cast("AsyncGenerator[Any, Response | None]", result)
        try:
            value = await generator.__anext__()
        except StopAsyncIteration:
            raise did_not_yield(name) from None
        return value, AsyncGeneratorCloser(name, generator), None
    if isinstance(result, AbstractAsyncContextManager):
        manager = cast("AbstractAsyncContextManager[Any]", result)
        return await manager.__aenter__(), AsyncManagerCloser(name, manager), None
    if isinstance(result, Generator | AbstractContextManager):
        opening = InThread(partial(opened_now, result, name))
        cancelled = await opening.start()
        try:
            value, closer = opening.result()
        except BaseException:
            if cancelled is None:
                raise
            raise cancelled  # noqa: B904 - not from what was raised: it was on its way before
        return value, closer, cancelled
    return result, None, None


def opened_now(result: Any, name: str) -> tuple[Any, SyncCloser | None]:
    """Open what is synchronous, in this thread; see `opened`."""
    if isinstance(result, Generator):
        generator = cast("Generator[Any, Response | None, Any]", result)
        try:
            return next(generator), _GeneratorCloser(name, generator)
        except StopIteration:
            raise did_not_yield(name) from None
    if isinstance(result, AbstractContextManager):
        manager = cast("AbstractContextManager[Any]", result)
        return manager.__enter__(), _ManagerCloser(name, manager)
    return result, None


class AsyncGeneratorCloser(Closer):
    """Resumes an async generator."""

    __slots__ = ("generator", "name")

    def __init__(self, name: str, generator: AsyncGenerator[Any, Response | None]) -> None:
        self.name: str = name
        self.generator: AsyncGenerator[Any, Response | None] = generator

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        """Send it the response, or throw the exception into it."""
        traceback = None if error is None else error.__traceback__
        try:
            if error is None:
                await self.generator.asend(response)
            else:
                await self.generator.athrow(error)
        except StopAsyncIteration as stop:
            return None if error is None else _ended(self.name, error, stop)
        except BaseException as raised:
            return _raised(error, raised, traceback)
        try:
            await self.generator.aclose()
        except BaseException as raised:
            return raised
        return _yielded_again(self.name)


class _GeneratorCloser(SyncCloser):
    __slots__ = ("generator", "name")

    def __init__(self, name: str, generator: Generator[Any, Response | None, Any]) -> None:
        self.name: str = name
        self.generator: Generator[Any, Response | None, Any] = generator

    def close_now(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        traceback = None if error is None else error.__traceback__
        try:
            if error is None:
                self.generator.send(response)
            else:
                self.generator.throw(error)
        except StopIteration as stop:
            return None if error is None else _ended(self.name, error, stop)
        except BaseException as raised:
            return _raised(error, raised, traceback)
        try:
            self.generator.close()
        except BaseException as raised:
            return raised
        return _yielded_again(self.name)


class AsyncManagerCloser(Closer):
    """Exits an async context manager."""

    __slots__ = ("manager", "name")

    def __init__(self, name: str, manager: AbstractAsyncContextManager[Any]) -> None:
        self.name: str = name
        self.manager: AbstractAsyncContextManager[Any] = manager

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        """Exit it; `__aexit__` has no use for a response."""
        del response
        exc_info = _exc_info(error)
        try:
            suppressed = await self.manager.__aexit__(*exc_info)
        except BaseException as raised:
            return _raised(error, raised, exc_info[2])
        return _ended(self.name, error) if suppressed and error is not None else error


class _ManagerCloser(SyncCloser):
    __slots__ = ("manager", "name")

    def __init__(self, name: str, manager: AbstractContextManager[Any]) -> None:
        self.name: str = name
        self.manager: AbstractContextManager[Any] = manager

    def close_now(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        del response  # `__exit__` has no use for it
        exc_info = _exc_info(error)
        try:
            suppressed = self.manager.__exit__(*exc_info)
        except BaseException as raised:
            return _raised(error, raised, exc_info[2])
        return _ended(self.name, error) if suppressed and error is not None else error


def _exc_info(
    error: BaseException | None,
) -> tuple[type[BaseException] | None, BaseException | None, TracebackType | None]:
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


def _raised(
    error: BaseException | None, raised: BaseException, traceback: TracebackType | None
) -> BaseException:
    """Tell an exception of the dependency's own from `error` coming out of it unhandled.

    A generator turns a StopIteration that leaves it into a RuntimeError caused by it (PEP 479).
    """
    if raised is error:
        # On its way through the dependency the exception picked up the frames here, which hold it:
        # a cycle that would keep all the request has made until the garbage is collected.
        raised.__traceback__ = traceback
    if (
        error is not None
        and isinstance(raised, RuntimeError)
        and isinstance(error, (StopIteration, StopAsyncIteration))
        and raised.__cause__ is error
    ):
        return error
    return raised


def _ended(name: str, error: BaseException, stop: BaseException | None = None) -> BaseException:
    """Tell what the request comes to when a dependency ended although `error` was thrown into it."""
    if stop is error:
        return error
    swallowed = DependencyLifetimeError(
        f"The dependency {name!r} caught {error!r} after its yield and did not raise it again, so "
        "there is no response to send. Raise it again at the end of the except block, "
        "or raise an HTTPException to answer with."
    )
    swallowed.__cause__ = error
    return swallowed


def did_not_yield(name: str) -> DependencyLifetimeError:
    """Say that the generator of the dependency `name` ended without a value."""
    return DependencyLifetimeError(
        f"The dependency {name!r} ended without a yield: it has no value to provide. "
        "Every path through it must reach its yield, or raise."
    )


def _yielded_again(name: str) -> DependencyLifetimeError:
    return DependencyLifetimeError(
        f"The dependency {name!r} yielded a second time. It provides one value: "
        "after its yield it must end, or raise."
    )
