"""Cancellation that knows no shield: `task.cancel()`, `asyncio.timeout`, a server that shuts down.

And cancellation that a dependency asks for itself.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any

import anyio
import pytest
from asgi_client import Answer, needs_threads, request
from fastapi import Depends, FastAPI, HTTPException, Response

from scoped_fastapi import ScopedFastAPI, response_scoped_dependency
from scoped_fastapi.errors import DependencyLifetimeError

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["asyncio", "uvloop"])
def anyio_backend(request: pytest.FixtureRequest) -> Any:
    if request.param == "uvloop":
        pytest.importorskip("uvloop")
    return ("asyncio", {"use_uvloop": request.param == "uvloop"})


@response_scoped_dependency
async def first() -> AsyncGenerator[list[str], Response | None]:
    events.append("first opens")
    try:
        yield events
    finally:
        await asyncio.sleep(0)
        events.append("first closed")


events: list[str] = []


@pytest.fixture(autouse=True)
def no_events() -> None:
    events.clear()


class InAThread:
    """A moment in a worker thread, at which the request is cancelled."""

    def __init__(self) -> None:
        self.reached: threading.Event = threading.Event()
        self.may_go_on: threading.Event = threading.Event()

    def __call__(self) -> None:
        self.reached.set()
        assert self.may_go_on.wait(5)

    async def cancel(self, app: Any, times: int = 1) -> asyncio.Task[Answer]:
        task = asyncio.create_task(request(app, "/"))
        while not self.reached.is_set():  # noqa: ASYNC110 - a thread sets no event
            await asyncio.sleep(0.001)
        for _ in range(times):
            task.cancel()
            await asyncio.sleep(0.005)
        assert not task.done(), "the thread is waited for"
        self.may_go_on.set()
        await asyncio.wait([task])
        return task


@needs_threads
@pytest.mark.parametrize("times", [1, 3])
async def test_during_a_sync_teardown(app: FastAPI, times: int) -> None:
    moment = InAThread()

    @response_scoped_dependency
    def sync(before: Any = Depends(first)) -> Generator[None, Response | None, None]:
        yield
        events.append("closing")
        moment()
        events.append("closed")

    @app.get("/")
    async def handler(value: None = Depends(sync)) -> None: ...

    task = await moment.cancel(app, times)
    assert task.cancelled()
    assert events == ["first opens", "closing", "closed", "first closed"]


@needs_threads
async def test_while_a_sync_manager_opens(app: FastAPI) -> None:
    moment = InAThread()

    @response_scoped_dependency
    class Manager:
        def __init__(self, before: Any = Depends(first)) -> None: ...

        def __enter__(self) -> None:
            moment()
            events.append("entered")

        def __exit__(self, *exc_info: object) -> None:
            events.append("exited")

    @app.get("/")
    async def handler(value: None = Depends(Manager)) -> None:
        events.append("handler")

    task = await moment.cancel(app)
    assert task.cancelled()
    assert events == ["first opens", "entered", "exited", "first closed"]


@needs_threads
async def test_while_a_sync_generator_fails_to_open(app: FastAPI) -> None:
    moment = InAThread()

    @response_scoped_dependency
    def sync(before: Any = Depends(first)) -> Generator[None, Response | None, None]:
        moment()
        raise HTTPException(503)
        yield

    @app.get("/")
    async def handler(value: None = Depends(sync)) -> None: ...

    task = await moment.cancel(app)
    assert task.cancelled()
    assert events == ["first opens", "first closed"]


async def test_before_the_sync_teardown_could_begin(app: FastAPI) -> None:
    @response_scoped_dependency
    def sync(before: Any = Depends(first)) -> Generator[None, Response | None, None]:
        yield
        events.append("closed")

    @app.get("/")
    async def handler(value: None = Depends(sync)) -> None:
        task = asyncio.current_task()
        assert task is not None
        # It is delivered at the next wait: that for the thread of the teardown.
        task.cancel()

    task = asyncio.create_task(request(app, "/"))
    await asyncio.wait([task])
    assert task.cancelled()
    assert events == ["first opens", "closed", "first closed"]


@pytest.mark.parametrize("kind", ["timeout", "wait_for", "cancel"])
async def test_in_the_handler(app: FastAPI, kind: str) -> None:
    @response_scoped_dependency
    def sync(before: Any = Depends(first)) -> Generator[None, Response | None, None]:
        try:
            yield
        finally:
            events.append("closed")

    started = asyncio.Event()

    @app.get("/")
    async def handler(value: None = Depends(sync)) -> None:
        started.set()
        await asyncio.sleep(60)

    async def limited(seconds: float) -> None:
        if kind == "wait_for":
            await asyncio.wait_for(request(app, "/"), seconds)
        async with asyncio.timeout(seconds):
            await request(app, "/")

    # A busy machine may need longer to come to the handler.
    seconds = 0.25
    while kind != "cancel" and not started.is_set():
        events.clear()
        seconds *= 2
        with pytest.raises(TimeoutError):
            await limited(seconds)
    if kind == "cancel":
        task = asyncio.create_task(request(app, "/"))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert events == ["first opens", "closed", "first closed"]


async def test_during_an_async_teardown_the_others_are_closed(app: FastAPI) -> None:
    """The wait that it is in is interrupted: asyncio has no way to say no. It is told, and goes on."""
    started = asyncio.Event()

    @response_scoped_dependency
    async def second(before: Any = Depends(first)) -> AsyncGenerator[None, Response | None]:
        yield
        try:
            started.set()
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(0.001)
            events.append("second rolls back")
            raise

    @app.get("/")
    async def handler(value: None = Depends(second)) -> None: ...

    task = asyncio.create_task(request(app, "/"))
    await started.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert events == ["first opens", "second rolls back", "first closed"]


async def test_a_cancellation_from_outside_is_not_the_dependencys_to_end(app: FastAPI) -> None:
    started = asyncio.Event()

    @response_scoped_dependency
    async def swallowing() -> AsyncGenerator[None, Response | None]:
        try:
            yield
        except BaseException:
            events.append("caught")

    @app.get("/")
    async def handler(value: None = Depends(swallowing)) -> None:
        started.set()
        await asyncio.sleep(60)

    task = asyncio.create_task(request(app, "/"))
    await started.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert events == ["caught"]


def limiting(kind: str) -> Callable[[], AsyncGenerator[None, Response | None]]:
    async def move_on() -> AsyncGenerator[None, Response | None]:
        with anyio.move_on_after(0.02):
            yield

    async def fail() -> AsyncGenerator[None, Response | None]:
        with anyio.fail_after(0.02):
            yield

    async def answer() -> AsyncGenerator[None, Response | None]:
        with anyio.move_on_after(0.02) as scope:
            yield
        if scope.cancelled_caught:
            raise HTTPException(504)

    async def native() -> AsyncGenerator[None, Response | None]:
        async with asyncio.timeout(0.02):
            yield

    found: Any = {"move_on": move_on, "fail": fail, "answer": answer, "native": native}[kind]
    return found  # type: ignore[no-any-return]


OWN = {
    "move_on": (500, DependencyLifetimeError),
    "fail": (500, TimeoutError),
    "answer": (504, None),
    "native": (500, TimeoutError),
}


class TestACancellationOfItsOwn:
    """A dependency that limits the time of what it yields to."""

    @pytest.fixture(params=["asyncio", "uvloop", "trio"])
    def anyio_backend(self, request: pytest.FixtureRequest) -> Any:
        if request.param == "trio":
            return "trio"
        if request.param == "uvloop":
            pytest.importorskip("uvloop")
        return ("asyncio", {"use_uvloop": request.param == "uvloop"})

    @pytest.mark.parametrize("kind", OWN)
    async def test_there_is_a_response(
        self, app: FastAPI, kind: str, anyio_backend_name: str
    ) -> None:
        if kind == "native" and anyio_backend_name == "trio":
            return
        status, error = OWN[kind]

        @response_scoped_dependency
        def sync() -> Generator[None, Response | None, None]:
            try:
                yield
            except BaseException as error:
                events.append(type(error).__name__)
                raise

        @response_scoped_dependency
        async def outer(before: Any = Depends(sync)) -> AsyncGenerator[None, Response | None]:
            try:
                yield
            except BaseException as error:
                events.append(type(error).__name__)
                raise

        @app.get("/")
        async def handler(
            a: Any = Depends(outer),
            value: None = Depends(response_scoped_dependency(limiting(kind))),
            b: Any = Depends(sync),
        ) -> None:
            await anyio.sleep(60)

        with anyio.fail_after(5):
            if error is None:
                answer = await request(app, "/")
                assert answer.status == status
            else:
                with pytest.raises(error):
                    await request(app, "/", raising=True)
        told = (error or HTTPException).__name__
        assert events == [told, told]

    async def test_the_message_says_what_happened(self) -> None:
        app = ScopedFastAPI()
        dependency = response_scoped_dependency(limiting("move_on"))

        @app.get("/")
        async def handler(value: None = Depends(dependency)) -> None:
            await anyio.sleep(60)

        with pytest.raises(
            DependencyLifetimeError, match="'move_on'.*HTTPException to answer with"
        ):
            await request(app, "/", raising=True)
