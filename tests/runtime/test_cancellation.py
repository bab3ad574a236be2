"""Promise 6: a teardown completes although the request is cancelled."""

import asyncio
import gc
import sys
import time
import weakref
from collections.abc import AsyncGenerator, Generator
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from asgi_client import request
from fastapi import Depends, FastAPI, Response

from scoped_fastapi import response_scoped_dependency

pytestmark = pytest.mark.anyio


async def test_the_handler_is_cancelled(app: FastAPI, events: list[Any]) -> None:
    started = anyio.Event()

    @response_scoped_dependency
    async def session() -> AsyncGenerator[None, Response]:
        try:
            yield
        except anyio.get_cancelled_exc_class():
            events.append("cancelled")
            raise
        finally:
            await anyio.sleep(0.01)
            events.append("closed")

    @response_scoped_dependency
    def sync_session() -> Generator[None, Response, None]:
        try:
            yield
        finally:
            events.append("sync closed")

    @app.get("/")
    async def handler(a: None = Depends(session), b: None = Depends(sync_session)) -> None:
        started.set()
        await anyio.sleep_forever()

    async with anyio.create_task_group() as group:
        group.start_soon(request, app, "/")
        await started.wait()
        group.cancel_scope.cancel()
    assert events == ["sync closed", "cancelled", "closed"]


async def test_a_timeout_around_the_application(app: FastAPI, events: list[Any]) -> None:
    @response_scoped_dependency
    async def session() -> AsyncGenerator[None, Response]:
        try:
            yield
        finally:
            await anyio.sleep(0.01)
            events.append("closed")

    @app.get("/")
    async def handler(value: None = Depends(session)) -> None:
        await anyio.sleep_forever()

    with anyio.move_on_after(0.05):
        await request(app, "/")
    assert events == ["closed"]


def closing_slowly(app: FastAPI, events: list[Any]) -> anyio.Event:
    """Add a route whose session takes a while to close, and give what tells that it has begun to."""
    closing = anyio.Event()

    @response_scoped_dependency
    async def session() -> AsyncGenerator[None, Response]:
        yield
        closing.set()
        await anyio.sleep(0.02)
        events.append("closed")

    @app.get("/")
    async def handler(value: None = Depends(session)) -> None: ...

    return closing


async def test_cancelled_while_it_is_torn_down(app: FastAPI, events: list[Any]) -> None:
    closing = closing_slowly(app, events)
    async with anyio.create_task_group() as group:
        group.start_soon(request, app, "/")
        await closing.wait()
        group.cancel_scope.cancel()
    assert events == ["closed"]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="tasks are not eager before Python 3.12")
async def test_an_eager_task_is_shielded_too(
    app: FastAPI, events: list[Any], anyio_backend_name: str
) -> None:
    """It runs before anyio has noted the group that it belongs to."""
    if anyio_backend_name != "asyncio":
        return
    closing = closing_slowly(app, events)
    loop = asyncio.get_running_loop()
    loop.set_task_factory(getattr(asyncio, "eager_task_factory"))  # noqa: B009 - mypy looks at 3.11
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(request, app, "/")
            await closing.wait()
            group.cancel_scope.cancel()
    finally:
        loop.set_task_factory(None)
    assert events == ["closed"]


async def test_a_dependency_may_hold_a_task_group_open(app: FastAPI, events: list[Any]) -> None:
    async def worker() -> None:
        try:
            await anyio.sleep_forever()
        finally:
            events.append("worker stopped")

    @response_scoped_dependency
    async def group() -> AsyncGenerator[Any, Response]:
        async with anyio.create_task_group() as tasks:
            yield tasks
            tasks.cancel_scope.cancel()
        events.append("group closed")

    @response_scoped_dependency
    async def session(tasks: Any = Depends(group)) -> AsyncGenerator[None, Response]:
        with anyio.CancelScope():
            yield
        events.append("session closed")

    @app.get("/")
    async def handler(tasks: Any = Depends(group), value: None = Depends(session)) -> str:
        tasks.start_soon(worker)
        await anyio.lowlevel.checkpoint()
        return "ok"

    assert (await request(app, "/", events=events)).json() == "ok"
    assert events[:3] == ["session closed", "worker stopped", "group closed"]


async def test_a_dependency_cannot_end_a_cancellation(app: FastAPI, events: list[Any]) -> None:
    @response_scoped_dependency
    async def session() -> AsyncGenerator[None, Response]:
        try:
            yield
        except BaseException:
            events.append("caught")

    @app.get("/")
    async def handler(value: None = Depends(session)) -> None:
        await anyio.sleep_forever()

    with anyio.move_on_after(0.02) as scope:
        await request(app, "/", events=events)
    assert scope.cancelled_caught
    assert events == ["caught"]


async def session() -> AsyncGenerator[None, Response]:
    yield


async def slow_session() -> AsyncGenerator[None, Response]:
    try:
        yield
    finally:
        await anyio.sleep(0.01)


def sync_session() -> Generator[None, Response, None]:
    try:
        yield
    finally:
        time.sleep(0)


@pytest.mark.parametrize(
    "dependencies",
    [[session], [slow_session], [sync_session], [sync_session, session], [session, sync_session]],
)
async def test_a_cancelled_request_is_forgotten_at_once(
    app: FastAPI, dependencies: list[Any]
) -> None:
    """What its handler held is free without the garbage collector."""

    class Held: ...

    held: list[weakref.ref[Held]] = []
    depends = [Depends(response_scoped_dependency(dependency)) for dependency in dependencies]

    # A task group would not do here: under asyncio it keeps what is cancelled in it, whatever runs.
    @app.get("/", dependencies=depends)
    async def handler() -> None:
        value = Held()
        held.append(weakref.ref(value))
        scope.cancel()
        await anyio.sleep_forever()

    gc.disable()
    try:
        with anyio.CancelScope() as scope:
            await request(app, "/")
        # A worker thread that ran a teardown lets go of its arguments some moments later.
        with anyio.move_on_after(30):
            while held and held[0]() is not None:  # noqa: ASYNC110 - a thread sets no event
                await anyio.sleep(0.001)
        assert [reference() for reference in held] == [None]
    finally:
        gc.enable()
