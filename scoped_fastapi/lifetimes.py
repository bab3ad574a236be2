"""Opening what a dependency gives, and closing it when the response is known."""

from collections.abc import AsyncGenerator, Generator, MutableMapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack
from types import TracebackType
from typing import Any, TypeVar, cast

from anyio import CancelScope, CapacityLimiter
from anyio.to_thread import run_sync
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from .errors import DependencyLifetimeError
from .fastapi_internals import cleanup_scope, function_stack

__all__ = ["Lifetime", "lifetime_of", "open_result"]

T = TypeVar("T")

_LIFETIME = "scoped_fastapi.lifetime"


class Lifetime:
    """What the response-scoped dependencies of one request share.

    `stack` is FastAPI's own: native `scope="function"` dependencies are on it too, and so whichever
    depends on which, the last to open is the first to close. `response` is None until the handler's
    response is known, and stays None where it cannot be (plain routers, websockets).
    """

    __slots__ = ("response", "shield", "stack")

    def __init__(self, stack: AsyncExitStack, shield: CancelScope) -> None:
        self.stack = stack
        self.shield = shield
        self.response: Response | None = None


def lifetime_of(scope: MutableMapping[str, Any]) -> Lifetime:
    """Return the lifetime of the request whose ASGI scope this is, made at the first call."""
    stack = function_stack(scope)
    lifetime = scope.get(_LIFETIME)
    # A scope may be handed to another application, which opens a stack of its own.
    if not isinstance(lifetime, Lifetime) or lifetime.stack is not stack:
        lifetime = scope[_LIFETIME] = Lifetime(stack, cleanup_scope(scope))
    return lifetime


class _Exit:
    """Closes one dependency, shielded from cancellation; its `exit` is for an exit stack."""

    __slots__ = ("lifetime", "name")

    def __init__(self, name: str, lifetime: Lifetime) -> None:
        self.name = name
        self.lifetime = lifetime

    async def close(self, error: BaseException | None) -> bool:
        """Close it; True says that the dependency let `error` end here."""
        raise NotImplementedError

    async def exit(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> bool:
        """Close it under the shield; never suppresses, which would leave no response to send."""
        shield = self.lifetime.shield
        was_shielded = shield.shield
        shield.shield = True
        try:
            ended = await self.close(error)
        finally:
            shield.shield = was_shielded
        # A dependency may end an exception, but not a cancellation: that is for who asked for it.
        if ended and isinstance(error, Exception):
            raise swallowed(self.name, error) from error
        return False


def swallowed(name: str, error: Exception) -> DependencyLifetimeError:
    """Say that the dependency `name` caught `error` and left the request without a response."""
    return DependencyLifetimeError(
        f"The dependency {name!r} caught {error!r} after its yield and did not raise it again, so "
        "there is no response to send. Raise it again at the end of the except block, "
        "or raise an HTTPException to answer with."
    )


def did_not_yield(name: str) -> DependencyLifetimeError:
    """Say that the generator of the dependency `name` ended without a value."""
    return DependencyLifetimeError(
        f"The dependency {name!r} ended without a yield: it has no value to provide. "
        "Every path through it must reach its yield, or raise."
    )


def yielded_again(name: str) -> DependencyLifetimeError:
    """Say that the generator of the dependency `name` did not end when it was resumed."""
    return DependencyLifetimeError(
        f"The dependency {name!r} yielded a second time. It provides one value: "
        "after its yield it must end, or raise."
    )


class _AsyncGeneratorExit(_Exit):
    __slots__ = ("generator",)

    def __init__(
        self, name: str, lifetime: Lifetime, generator: AsyncGenerator[Any, Response | None]
    ) -> None:
        super().__init__(name, lifetime)
        self.generator = generator

    async def close(self, error: BaseException | None) -> bool:
        try:
            if error is None:
                await self.generator.asend(self.lifetime.response)
            else:
                await self.generator.athrow(error)
        except StopAsyncIteration as stop:
            return stop is not error
        except BaseException as raised:
            if is_the_same(raised, error):
                return False
            raise
        await self.generator.aclose()
        raise yielded_again(self.name)


class _GeneratorExit(_Exit):
    __slots__ = ("generator",)

    def __init__(
        self, name: str, lifetime: Lifetime, generator: Generator[Any, Response | None, Any]
    ) -> None:
        super().__init__(name, lifetime)
        self.generator = generator

    async def close(self, error: BaseException | None) -> bool:
        # A limiter of its own: an exit that waited for a free thread could wait for the very
        # requests that wait for what it is about to give back.
        return await run_sync(self.resume, error, limiter=CapacityLimiter(1))

    def resume(self, error: BaseException | None) -> bool:
        try:
            if error is None:
                self.generator.send(self.lifetime.response)
            else:
                self.generator.throw(error)
        except StopIteration as stop:
            return stop is not error
        except BaseException as raised:
            if is_the_same(raised, error):
                return False
            raise
        self.generator.close()
        raise yielded_again(self.name)


def is_the_same(raised: BaseException, thrown: BaseException | None) -> bool:
    """Whether `raised` is what was thrown into a generator, coming out unhandled.

    A generator turns a StopIteration that leaves it into a RuntimeError caused by it (PEP 479).
    """
    return raised is thrown or (
        isinstance(raised, RuntimeError)
        and isinstance(thrown, (StopIteration, StopAsyncIteration))
        and raised.__cause__ is thrown
    )


def _exc_info(
    error: BaseException | None,
) -> tuple[type[BaseException] | None, BaseException | None, TracebackType | None]:
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


class _AsyncManagerExit(_Exit):
    __slots__ = ("manager",)

    def __init__(
        self, name: str, lifetime: Lifetime, manager: AbstractAsyncContextManager[Any]
    ) -> None:
        super().__init__(name, lifetime)
        self.manager = manager

    async def close(self, error: BaseException | None) -> bool:
        return bool(await self.manager.__aexit__(*_exc_info(error)))


class _ManagerExit(_Exit):
    __slots__ = ("manager",)

    def __init__(self, name: str, lifetime: Lifetime, manager: AbstractContextManager[Any]) -> None:
        super().__init__(name, lifetime)
        self.manager = manager

    async def close(self, error: BaseException | None) -> bool:
        exc_info = _exc_info(error)
        return bool(await run_sync(self.manager.__exit__, *exc_info, limiter=CapacityLimiter(1)))


def _start(generator: Generator[T, Any, Any], name: str) -> T:
    # In the thread: a StopIteration cannot travel through a future.
    try:
        return next(generator)
    except StopIteration:
        raise did_not_yield(name) from None


async def open_result(result: Any, name: str, lifetime: Lifetime) -> Any:
    """Give the value of what a dependency's call gave, and have `lifetime` close it.

    An (async) generator provides what it yields, an (async) context manager what entering it gives,
    anything else itself.

    Raises:
        DependencyLifetimeError: the generator ended without a yield.
    """
    if isinstance(result, AsyncGenerator):
        generator = cast("AsyncGenerator[Any, Response | None]", result)
        try:
            value: Any = await generator.__anext__()
        except StopAsyncIteration:
            raise did_not_yield(name) from None
        lifetime.stack.push_async_exit(_AsyncGeneratorExit(name, lifetime, generator).exit)
    elif isinstance(result, Generator):
        sync_generator = cast("Generator[Any, Response | None, Any]", result)
        value = await run_in_threadpool(_start, sync_generator, name)
        lifetime.stack.push_async_exit(_GeneratorExit(name, lifetime, sync_generator).exit)
    elif isinstance(result, AbstractAsyncContextManager):
        manager = cast("AbstractAsyncContextManager[Any]", result)
        value = await manager.__aenter__()
        lifetime.stack.push_async_exit(_AsyncManagerExit(name, lifetime, manager).exit)
    elif isinstance(result, AbstractContextManager):
        sync_manager = cast("AbstractContextManager[Any]", result)
        value = await run_in_threadpool(sync_manager.__enter__)
        lifetime.stack.push_async_exit(_ManagerExit(name, lifetime, sync_manager).exit)
    else:
        value = result
    return value
