"""Opening what the call of a dependency gives, and closing it again.

This is what `contextlib` does, with three differences: a generator is sent the response, a
dependency that breaks its contract is named, and none can suppress an exception, because then there
would be no response to send.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Generator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import Any, TypeVar, cast

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from .errors import DependencyLifetimeError

__all__ = ["AsyncGeneratorCloser", "Closer", "did_not_yield", "opened", "start"]

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


async def start(generator: AsyncGenerator[Any, Response | None], name: str) -> tuple[Any, Closer]:
    """Give what the generator of the dependency `name` yields first, and what closes it.

    Raises:
        DependencyLifetimeError: it ended without a yield.
    """
    try:
        return await generator.__anext__(), AsyncGeneratorCloser(name, generator)
    except StopAsyncIteration:
        raise did_not_yield(name) from None


async def opened(result: Any, name: str) -> tuple[Any, Closer | None]:
    """Give the value of what the call of the dependency `name` gave, and what closes it.

    An (async) generator provides what it yields, an (async) context manager what entering it gives,
    anything else itself.

    Raises:
        DependencyLifetimeError: the generator ended without a yield.
    """
    if isinstance(result, AsyncGenerator):
        return await start(cast("AsyncGenerator[Any, Response | None]", result), name)
    if isinstance(result, Generator):
        sync_generator = cast("Generator[Any, Response | None, Any]", result)
        value = await run_in_threadpool(_start, sync_generator, name)
        return value, _GeneratorCloser(name, sync_generator)
    if isinstance(result, AbstractAsyncContextManager):
        manager = cast("AbstractAsyncContextManager[Any]", result)
        return await manager.__aenter__(), _AsyncManagerCloser(name, manager)
    if isinstance(result, AbstractContextManager):
        sync_manager = cast("AbstractContextManager[Any]", result)
        value = await run_in_threadpool(sync_manager.__enter__)
        return value, _ManagerCloser(name, sync_manager)
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
        traceback = _traceback_of(error)
        try:
            if error is None:
                await self.generator.asend(response)
            else:
                await self.generator.athrow(error)
        except StopAsyncIteration as stop:
            return _ended(self.name, error, stop)
        except BaseException as raised:
            return _raised(error, raised, traceback)
        return await self.close_again()

    async def close_again(self) -> BaseException:
        """Close the generator that yielded when it was to end."""
        try:
            await self.generator.aclose()
        except BaseException as raised:
            return raised
        return _yielded_again(self.name)


class _GeneratorCloser(Closer):
    __slots__ = ("generator", "name")

    def __init__(self, name: str, generator: Generator[Any, Response | None, Any]) -> None:
        self.name: str = name
        self.generator: Generator[Any, Response | None, Any] = generator

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        # A limiter of its own: an exit that waited for a free thread could wait for the very
        # requests that wait for what it is about to give back.
        return await run_sync(self._resume, error, response, limiter=CapacityLimiter(1))

    def _resume(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        traceback = _traceback_of(error)
        try:
            if error is None:
                self.generator.send(response)
            else:
                self.generator.throw(error)
        except StopIteration as stop:
            return _ended(self.name, error, stop)
        except BaseException as raised:
            return _raised(error, raised, traceback)
        self.generator.close()
        return _yielded_again(self.name)


class _AsyncManagerCloser(Closer):
    __slots__ = ("manager", "name")

    def __init__(self, name: str, manager: AbstractAsyncContextManager[Any]) -> None:
        self.name: str = name
        self.manager: AbstractAsyncContextManager[Any] = manager

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        del response  # `__aexit__` has no use for it
        exc_info = _exc_info(error)
        try:
            suppressed = await self.manager.__aexit__(*exc_info)
        except BaseException as raised:
            return _raised(error, raised, exc_info[2])
        return _ended(self.name, error) if suppressed else error


class _ManagerCloser(Closer):
    __slots__ = ("manager", "name")

    def __init__(self, name: str, manager: AbstractContextManager[Any]) -> None:
        self.name: str = name
        self.manager: AbstractContextManager[Any] = manager

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        del response  # `__exit__` has no use for it
        exc_info = _exc_info(error)
        try:
            suppressed = await run_sync(
                self.manager.__exit__, *exc_info, limiter=CapacityLimiter(1)
            )
        except BaseException as raised:
            return _raised(error, raised, exc_info[2])
        return _ended(self.name, error) if suppressed else error


def _start(generator: Generator[T, Any, Any], name: str) -> T:
    # In the thread, because a StopIteration cannot travel through a future.
    try:
        return next(generator)
    except StopIteration:
        raise did_not_yield(name) from None


def _exc_info(
    error: BaseException | None,
) -> tuple[type[BaseException] | None, BaseException | None, TracebackType | None]:
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


def _traceback_of(error: BaseException | None) -> TracebackType | None:
    return None if error is None else error.__traceback__


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


def _ended(
    name: str, error: BaseException | None, stop: BaseException | None = None
) -> BaseException | None:
    """Tell what the request comes to when a dependency ended although `error` was thrown into it."""
    # A cancellation is not the dependency's to end, it belongs to who asked for it.
    if stop is error or not isinstance(error, Exception):
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
