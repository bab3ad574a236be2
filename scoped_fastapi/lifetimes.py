"""The lifetime that the response-scoped dependencies of one request share.

Whoever opens a dependency (FastAPI's solver, ours, a handler by hand, `open()`), its lifetime closes
it. On a `ScopedRoute` the lifetime is one stretch around the handler that FastAPI made: what
FastAPI puts on its own stack for `scope="function"` is in it, too, and so whichever depends on which,
the last to open is the first to close. Everywhere else it is FastAPI's stack that closes.
"""

from collections.abc import Awaitable, MutableMapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from enum import Enum, auto
from types import TracebackType
from typing import Any, TypeAlias, TypeVar, cast

from anyio import CancelScope
from starlette.responses import Response

from .cancellation import NoShield, innermost_scope, is_cancelled_from_outside
from .closing import AsyncManagerCloser, Closer, SyncCloser
from .errors import DependencyLifetimeError
from .fastapi_internals import (
    cleanup_scope,
    existing_cleanup_scope,
    function_stack,
    replace_function_stack,
)
from .plain_routes import check_running_route

__all__ = ["Lifetime", "begin", "end", "lifetime_of"]

T = TypeVar("T")


class Lifetime:
    """What is open, and how it is closed: the last first, each told what the request came to.

    A `shield` is a cancel scope that was entered before anything that a dependency could enter and
    hold open over its yield. Without one the lifetime shields its end with a scope of its own, which
    a dependency that holds one does not allow.
    """

    __slots__ = ("_closers", "_holds_a_scope", "shield")

    def __init__(self, shield: CancelScope | NoShield | None = None) -> None:
        self.shield: CancelScope | NoShield | None = shield
        self._closers: list[Closer] = []
        self._holds_a_scope: bool = False

    def add(self, closer: Closer) -> None:
        """Have it close what was just opened."""
        self._closers.append(closer)

    def take_the_place_of_fastapis(self, scope: MutableMapping[str, Any]) -> None:
        """Have it close what FastAPI opens with the scope "function", too."""
        replace_function_stack(scope, _FastAPIsStack(self._closers, self.shield))

    async def opening(self, opened: Awaitable[T]) -> T:
        """Await something that opens dependencies by hand."""
        if self.shield is not None:
            return await opened
        before = innermost_scope()
        try:
            return await opened
        finally:
            self._holds_a_scope = self._holds_a_scope or innermost_scope() is not before

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        """Close everything, and give the exception that the request comes to by that.

        A shield stays up: whoever entered it for others, too, takes it down.
        """
        closers = self._closers
        if closers and self.shield is None and not self._holds_a_scope:
            with CancelScope() as self.shield:
                return await self.close(error, response)
        if closers and self.shield is not None:
            self.shield.shield = True
        while closers:
            outcome = await closers.pop().close(error, response)
            if outcome is not error:
                error = _goes_on(error, outcome, self.shield)
        return error

    def close_now(self, error: BaseException | None) -> BaseException | None:
        """Close everything, all of it synchronous, in this thread."""
        while self._closers:
            outcome = cast("SyncCloser", self._closers.pop()).close_now(error, None)
            error = outcome if outcome is error else _goes_on(error, outcome, None)
        return error


class _OnFastAPIsStack(Lifetime):
    """The lifetime of a dependency on a plain route or a websocket: FastAPI's stack closes it.

    The handler's response is not known there.
    """

    __slots__ = ("_stack",)

    def __init__(self, stack: AsyncExitStack, shield: CancelScope | NoShield | None) -> None:
        super().__init__(shield)
        self._stack: AsyncExitStack = stack

    def add(self, closer: Closer) -> None:
        """Have FastAPI's stack close what was just opened."""

        async def close(
            _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
        ) -> bool:
            self._closers.append(closer)
            shield = self.shield
            was_shielded = shield is not None and shield.shield
            outcome = await self.close(error, None)
            if shield is not None:
                shield.shield = was_shielded
            if outcome is not None and outcome is not error:
                raise outcome
            return False

        self._stack.push_async_exit(close)


class _FastAPIsStack(AsyncExitStack):
    """Takes the place of FastAPI's stack, and has a lifetime close what FastAPI puts on it."""

    def __init__(self, closers: list[Closer], shield: CancelScope | NoShield | None) -> None:
        super().__init__()
        self._closers: list[Closer] = closers
        self._shield: CancelScope | NoShield | None = shield

    async def enter_async_context(self, cm: AbstractAsyncContextManager[T, Any]) -> T:
        """Enter a dependency with `scope="function"`."""
        value = await cm.__aenter__()
        self._closers.append(_NativeCloser(cm, self._shield))
        return value


class _NativeCloser(AsyncManagerCloser):
    __slots__ = ("shield",)

    def __init__(
        self, manager: AbstractAsyncContextManager[Any, Any], shield: CancelScope | NoShield | None
    ) -> None:
        super().__init__('with scope="function"', manager)
        self.shield: CancelScope | NoShield | None = shield

    async def close(
        self, error: BaseException | None, response: Response | None
    ) -> BaseException | None:
        outcome = await super().close(error, response)
        if self.shield is not None:
            # FastAPI takes it down after each of its own.
            self.shield.shield = True
        return outcome


class _Mark(Enum):
    """What FastAPI's stack for a request says where there is no lifetime."""

    NOTHING_IS_OPEN = auto()
    IT_IS_OVER = auto()


_MARK = "scoped_fastapi_lifetime"
Marks: TypeAlias = dict[str, Any]


def begin(scope: MutableMapping[str, Any], lifetime: Lifetime | None = None) -> Marks:
    """Note that a `ScopedRoute` begins to handle a request, with a lifetime or without one yet."""
    # On the stack, because that is what ends with the request: the scope may outlive it.
    marks = vars(function_stack(scope))
    marks[_MARK] = lifetime or _Mark.NOTHING_IS_OPEN
    return marks


def end(marks: Marks) -> Lifetime | None:
    """Note that it was handled; gives the lifetime, if anything needed one."""
    lifetime = marks[_MARK]
    marks[_MARK] = _Mark.IT_IS_OVER
    return None if lifetime is _Mark.NOTHING_IS_OPEN else lifetime


def lifetime_of(scope: MutableMapping[str, Any], *, by_hand: bool = False) -> Lifetime:
    """Return the lifetime of the request whose ASGI scope this is.

    Raises:
        DependencyScopeError: a request-scoped generator depends on a response-scoped value.
        DependencyLifetimeError: it is over.
    """
    stack = function_stack(scope)
    lifetime = vars(stack).get(_MARK)
    if isinstance(lifetime, Lifetime):
        return lifetime
    if lifetime is _Mark.NOTHING_IS_OPEN:
        vars(stack)[_MARK] = lifetime = Lifetime()
        return lifetime
    if lifetime is _Mark.IT_IS_OVER:
        raise DependencyLifetimeError(
            "What is response-scoped in this request was closed before its response was sent, "
            "and nothing would close another dependency. What runs later (a background task, "
            "a stream) must open its own: `async with dependency.open() as value:`."
        )
    check_running_route(scope)
    shield = existing_cleanup_scope(scope) if by_hand else cleanup_scope(scope)
    return _OnFastAPIsStack(stack, shield)


def _goes_on(
    error: BaseException | None,
    outcome: BaseException | None,
    shield: CancelScope | NoShield | None,
) -> BaseException | None:
    """Tell what goes on when a dependency that `error` was thrown into came to `outcome`.

    A cancellation is not the dependency's to end, unless it was the dependency that asked for it:
    then nobody would raise it again, and the client would get no response at all. Neither is what
    ends a generator or the program.
    """
    swallowed = isinstance(outcome, DependencyLifetimeError) and outcome.__cause__ is error
    if error is None or isinstance(error, Exception) or not swallowed:
        return outcome
    if isinstance(error, (GeneratorExit, KeyboardInterrupt, SystemExit)):
        return error
    return error if is_cancelled_from_outside(error, shield) else outcome
