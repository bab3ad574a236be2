"""What a cancellation may not interrupt, and whether one is still asked for.

anyio cancels scope by scope, and a shield keeps that away. asyncio's own cancellation
(`task.cancel()`, `asyncio.timeout`, a server that shuts down) knows no shield: it ends whatever the
task is waiting for, once. What a worker thread does goes on meanwhile, so it has to be waited for
again, or nobody learns what it opened.
"""

import asyncio
import math
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Generic, TypeVar

import anyio
from anyio import CancelScope, CapacityLimiter
from anyio.to_thread import run_sync

__all__ = ["InThread", "NoShield", "innermost_scope", "is_cancelled_from_outside", "shield_down"]

T = TypeVar("T")

_SHORTEST_WAIT = 0.001
_LONGEST_WAIT = 0.05


class InThread(Generic[T]):
    """One call in a worker thread, that is over when it is left: it never ran, or it has ended."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call: Callable[[], T] = call
        self._begun: threading.Lock = threading.Lock()
        self._ended: threading.Event = threading.Event()
        self._value: T | None = None
        self._error: BaseException | None = None

    async def start(self) -> BaseException | None:
        """Run it, in one of anyio's threads, when there is a free one.

        Gives the cancellation that arrived while it ran.

        Raises:
            BaseException: a cancellation that arrived before it ran. It never will.
        """
        try:
            await run_sync(self._run)
        except BaseException as cancelled:
            if self._begun.acquire(blocking=False):
                raise
            await self._wait()
            return cancelled
        return None

    async def finish(self) -> BaseException | None:
        """Run it without waiting for a free thread, whatever is cancelled.

        An exit that waited could wait for the very requests that wait for what it is about to give
        back. Gives the cancellation that arrived meanwhile.
        """
        cancelled: BaseException | None = None
        with CancelScope(shield=True):
            while not self._ended.is_set():
                try:
                    if self._begun.locked():
                        await self._wait()
                    else:
                        await run_sync(self._run, limiter=CapacityLimiter(1))
                except asyncio.CancelledError as error:
                    cancelled = error
                except RuntimeError:
                    # No thread can be started any more: better to block than to leave it open.
                    self._run()
        return cancelled

    def result(self) -> T:
        """Return what the call gave, or raise what it raised."""
        try:
            if self._error is not None:
                raise self._error
            return self._value  # type: ignore[return-value]
        finally:
            # An exception would hold its own traceback, and that this frame.
            self._value = self._error = None

    def _run(self) -> None:
        if not self._begun.acquire(blocking=False):
            return
        try:
            self._value = self._call()
        except BaseException as error:
            self._error = error
        finally:
            del self._call
            self._ended.set()

    async def _wait(self) -> None:
        # A thread sets no event of the loop's, and this is rare: looking now and then will do.
        wait = _SHORTEST_WAIT
        with CancelScope(shield=True):
            while not self._ended.is_set():
                with suppress(asyncio.CancelledError):
                    await anyio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)


class NoShield:
    """Stands for a shield where no cancel scope could cancel anything."""

    __slots__ = ("shield",)

    def __init__(self) -> None:
        self.shield: bool = False

    def __enter__(self) -> "NoShield":
        """Enter nothing."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing."""


def shield_down() -> CancelScope | NoShield:
    """Give what can be put up as a shield, around what is to be entered and closed in it.

    A cancel scope costs as much as opening and closing a few dependencies. The task of a request that
    a server starts is in none, and whoever enters one later is inside; asyncio's own cancellation
    knows no shield.
    """
    return CancelScope() if _may_be_cancelled_by_a_scope() else NoShield()


def is_cancelled_from_outside(
    cancelled: BaseException, shield: CancelScope | NoShield | None
) -> bool:
    """Whether who asked for the cancellation `cancelled` still waits for it, beyond `shield`.

    A dependency that holds a cancel scope of its own over its yield (`move_on_after`) ends what that
    scope asked for. Nobody else waits for that cancellation, so it must not go on.
    """
    if isinstance(cancelled, asyncio.CancelledError):
        # anyio takes back what it asked for where it ends it, as `asyncio.timeout` does.
        try:
            task = asyncio.current_task()
        except RuntimeError:  # no loop runs here: it is passed on as what it is
            return True
        return task is None or task.cancelling() > 0
    if shield is None:
        return anyio.current_effective_deadline() == -math.inf
    was_shielded = shield.shield
    shield.shield = False
    try:
        return anyio.current_effective_deadline() == -math.inf
    finally:
        shield.shield = was_shielded


def innermost_scope() -> Any:
    """Return what identifies the innermost cancel scope of the running task, or None.

    anyio has no public name for it. Where it cannot be found, nothing is taken to hold a scope.
    """
    try:
        task = asyncio.current_task()
    except RuntimeError:  # no loop of asyncio's
        trio = sys.modules["trio"]
        return getattr(trio.lowlevel.current_task(), "_cancel_status", None)
    return getattr((_task_states() or {}).get(task), "cancel_scope", None)


def _may_be_cancelled_by_a_scope() -> bool:
    """Whether the running task may be in a cancel scope; where that cannot be found out, it may."""
    try:
        task = asyncio.current_task()
    except RuntimeError:  # no loop of asyncio's
        return True
    states = _task_states()
    # An eager task runs before anyio has written down whose it is.
    if states is None or task is None or task.get_loop().get_task_factory() is not None:
        return True
    state = states.get(task)
    return state is not None and getattr(state, "cancel_scope", state) is not None


def _task_states() -> Mapping[Any, Any] | None:
    """Return what anyio knows of the tasks of asyncio."""
    return getattr(sys.modules.get("anyio._backends._asyncio"), "_task_states", None)
