"""A pytest plugin with what CPython has everywhere but in WebAssembly: sockets to wait for, threads.

The event loops of asyncio and trio sleep until the next timer, since nothing can wake them earlier.
Worker threads run inline, under another identity and in a copy of the context, as anyio runs them.
"""

import asyncio
import contextvars
import ctypes  # noqa: F401 - asks for the platform, too, and is to be told the real one
import select
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

# trio asks when it is imported which platform it is on, and does not know this one.
_platform, sys.platform = sys.platform, "android"
for _name in ("epoll", "EPOLLIN", "EPOLLOUT", "EPOLLONESHOT"):
    setattr(select, _name, None)

import outcome  # noqa: E402
import trio  # noqa: E402
from anyio._backends import _asyncio, _trio  # noqa: E402
from trio._core import _run  # noqa: E402
from trio._core._wakeup_socketpair import WakeupSocketpair  # noqa: E402

sys.platform = _platform

_FOR_EVER = 3600


def _sleep(seconds: float) -> None:
    if seconds > 0:
        time.sleep(seconds)


class _Timers:
    """What a loop of asyncio waits with."""

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or timeout > _FOR_EVER:
            raise RuntimeError("the test would wait for ever")
        _sleep(timeout)
        return []


class _SleepingLoop(asyncio.BaseEventLoop):
    """asyncio's own loop, with timers and callbacks alone."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Timers()

    def _process_events(self, event_list: list[Any]) -> None: ...

    def _write_to_self(self) -> None: ...


def _set_up_asyncio() -> None:
    # The loop of the page, in which all of this is one callback, counts as running.
    asyncio._set_running_loop(None)
    asyncio.events.new_event_loop = _SleepingLoop
    asyncio.new_event_loop = _SleepingLoop


class _Wakeup(WakeupSocketpair):
    """Wakes the task that runs what was handed to `run_sync_soon`, without a pair of sockets."""

    def __init__(self) -> None:
        self.task: Any = None
        self.woken = False

    def wakeup_thread_and_signal_safe(self) -> None:
        self.woken = True
        if self.task is not None:
            task, self.task = self.task, None
            task._runner.reschedule(task)

    async def wait_woken(self) -> None:
        def abort(_: Any) -> trio.lowlevel.Abort:
            self.task = None
            return trio.lowlevel.Abort.SUCCEEDED

        if not self.woken:
            self.task = trio.lowlevel.current_task()
            await trio.lowlevel.wait_task_rescheduled(abort)
        self.drain()

    def drain(self) -> None:
        self.woken = False

    def wakeup_on_signals(self) -> None: ...

    def close(self) -> None: ...


class _Sleeping:
    """What trio waits with, in the shape of its manager of epoll."""

    def statistics(self) -> None: ...

    def close(self) -> None: ...

    def force_wakeup(self) -> None: ...

    def get_events(self, timeout: float) -> list[Any]:
        # A day means that no task waits for a timer: that is so between two tests.
        if timeout < _FOR_EVER:
            _sleep(timeout)
        return []

    def process_events(self, events: list[Any]) -> None: ...


def _wait_inline(wait: Callable[[], Any], deliver: Callable[[Any], Any], *_: Any) -> None:
    deliver(outcome.capture(wait))


def _set_up_trio() -> None:
    for name, value in vars(_Wakeup).items():
        if callable(value):
            setattr(WakeupSocketpair, name, value)
    vars(_run)["TheIOManager"] = _Sleeping
    # anyio runs trio as the guest of a test, and a guest waits in a thread.
    vars(_run)["start_thread_soon"] = _wait_inline


_threads = threading.get_ident()


def _run_inline(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    global _threads
    outer = threading.get_ident
    _threads += 1
    identity = _threads
    threading.get_ident = lambda: identity
    try:
        return contextvars.copy_context().run(function, *arguments)
    finally:
        threading.get_ident = outer


async def _run_sync_in_worker_thread(
    cls: type[Any],
    func: Callable[..., Any],
    args: tuple[Any, ...],
    abandon_on_cancel: bool = False,  # noqa: ARG001 - there is no thread to abandon
    limiter: Any = None,
) -> Any:
    await cls.checkpoint()
    async with limiter or cls.current_default_thread_limiter():
        return _run_inline(func, args)


def _set_up_threads() -> None:
    for backend in (_asyncio.AsyncIOBackend, _trio.TrioBackend):
        setattr(backend, "run_sync_in_worker_thread", classmethod(_run_sync_in_worker_thread))  # noqa: B010


_set_up_asyncio()
_set_up_trio()
_set_up_threads()
