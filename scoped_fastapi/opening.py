"""Opening a dependency: calling it, and having a lifetime close what the call gave."""

import inspect
from collections.abc import AsyncGenerator, Callable
from typing import Any, cast

from starlette.concurrency import run_in_threadpool

from .callables import (
    is_async_generator_function,
    is_coroutine_function,
    makes_async_generator,
    name_of,
    yields,
)
from .closing import AsyncGeneratorCloser, Closer, did_not_yield, opened, opened_now
from .errors import DependencyLifetimeError
from .late_use import guarded, is_watched, watching
from .lifetimes import Lifetime

__all__ = ["Opener"]


class Opener:
    """Opens what the calls of one dependency give."""

    def __init__(self, dependency: Callable[..., Any]) -> None:
        self.dependency: Callable[..., Any] = dependency
        self.name: str = name_of(dependency)
        self._yields: bool = makes_async_generator(dependency)
        # Making a generator or a coroutine runs none of the user's code; anything else may block.
        self._call_in_thread: bool = not (yields(dependency) or is_coroutine_function(dependency))

    async def open_in(self, lifetime: Lifetime, *args: Any, **kwargs: Any) -> Any:
        """Provide the value, and have `lifetime` close it."""
        closer: Closer | None
        cancelled: BaseException | None = None
        if self._yields:
            # What `opened` would do, without a coroutine more for the usual kind.
            generator = cast("AsyncGenerator[Any, Any]", self.dependency(*args, **kwargs))
            try:
                value = await generator.__anext__()
            except StopAsyncIteration:
                raise did_not_yield(self.name) from None
            closer = AsyncGeneratorCloser(self.name, generator)
        else:
            value, closer, cancelled = await opened(await self._call(*args, **kwargs), self.name)
        if closer is not None:
            if watching() and is_watched(self.dependency):
                closer = guarded(closer, value, self.name)
            lifetime.add(closer)
        if cancelled is not None:
            raise cancelled
        return value

    async def _call(self, *args: Any, **kwargs: Any) -> Any:
        if self._call_in_thread:
            result: Any = await run_in_threadpool(self.dependency, *args, **kwargs)
        else:
            result = self.dependency(*args, **kwargs)
        return await result if inspect.isawaitable(result) else result

    def open_now(self, lifetime: Lifetime, *args: Any, **kwargs: Any) -> Any:
        """Provide the value of a synchronous dependency in this thread; `lifetime` closes it there.

        Raises:
            DependencyLifetimeError: the dependency is asynchronous.
        """
        if is_coroutine_function(self.dependency) or is_async_generator_function(self.dependency):
            raise _is_async(self.name)
        closer: Closer | None
        value, closer = opened_now(self.dependency(*args, **kwargs), self.name)
        if closer is None and (inspect.isawaitable(value) or hasattr(value, "__aenter__")):
            raise _is_async(self.name)
        if closer is not None:
            if is_watched(self.dependency):
                closer = guarded(closer, value, self.name)
            lifetime.add(closer)
        return value


def _is_async(name: str) -> DependencyLifetimeError:
    return DependencyLifetimeError(
        f"The dependency {name!r} is asynchronous, and open_sync() runs no event loop. "
        "Open it in one: `async with dependency.open() as value:`."
    )
