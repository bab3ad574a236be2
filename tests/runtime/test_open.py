"""Dependencies opened by hand: `open()`, `open_sync()`, and a call with the request."""

import asyncio
import contextlib
import gc
import threading
import unittest
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated, Any

import anyio
import anyio.lowlevel
import pytest
from asgi_client import request, scope_of, websocket
from fastapi import (
    APIRouter,
    BackgroundTasks,
    Body,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Path,
    Query,
    Request,
    Response,
    WebSocket,
)
from fastapi.responses import StreamingResponse
from fastapi.security import OAuth2PasswordBearer

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency
from scoped_fastapi.errors import DependencyLifetimeError

Events = list[Any]

log: Events = []


@pytest.fixture(autouse=True)
def no_log() -> None:
    log.clear()


def logging(name: str, value: Any) -> Any:
    """What is written down when something opens and closes."""

    @contextmanager
    def opened() -> Generator[Any, None, None]:
        log.append(f"{name} opens")
        try:
            yield value
        except BaseException as error:
            log.append(f"{name} fails with {type(error).__name__}")
            raise
        else:
            log.append(f"{name} closes")

    return opened()


@response_scoped_dependency
async def session() -> AsyncGenerator[str, Response | None]:
    with logging("session", "session") as value:
        yield value


@response_scoped_dependency
def sync_session() -> Generator[str, Response | None, None]:
    with logging("session", "session") as value:
        yield value


async def native() -> AsyncGenerator[str, None]:
    with logging("native", "native") as value:
        yield value


def sync_native() -> Generator[str, None, None]:
    with logging("native", "native") as value:
        yield value


class Settings:
    def __init__(self, url: str = "sqlite://", session: str = Depends(session)) -> None:
        self.url: str = url
        self.session: str = session


class Sync:
    def __init__(self, session: str = Depends(sync_session)) -> None:
        self.session: str = session


@response_scoped_dependency
async def repository(
    session: Annotated[str, Depends(session)],
    native: str = Depends(native),
    settings: Settings = Depends(),
    annotated: Annotated[Settings | None, Depends(Settings)] = None,
    limit: int = 3,
) -> AsyncGenerator[list[Any], Response | None]:
    assert annotated is settings
    with logging("repository", [session, native, settings.session, limit]) as value:
        yield value


@pytest.mark.anyio
async def test_what_it_depends_on_is_opened_once_and_closed_in_order() -> None:
    async with repository.open() as value:
        log.append(value)
    assert log == [
        "session opens",
        "native opens",
        "repository opens",
        ["session", "native", "session", 3],
        "repository closes",
        "native closes",
        "session closes",
    ]


@pytest.mark.anyio
async def test_what_is_passed_is_not_opened() -> None:
    async with repository.open("given", limit=4) as value:
        assert value == ["given", "native", "session", 4]
    assert log[:2] == ["native opens", "session opens"]


NEEDING: dict[str, Any] = {
    "query": Query(10),
    "header": Header(),
    "body": Body(),
    "path": Path(),
}


@pytest.mark.anyio
@pytest.mark.parametrize("kind", NEEDING)
async def test_a_parameter_of_a_request_is_an_error_that_names_it(kind: str) -> None:
    @response_scoped_dependency
    async def get_page(
        session: str = Depends(session), limit: int = NEEDING[kind]
    ) -> AsyncGenerator[int, Response | None]:
        yield limit

    with pytest.raises(
        DependencyLifetimeError, match=r"'limit' of 'get_page'.*get_page.open\(limit="
    ):
        async with get_page.open():
            raise AssertionError
    with pytest.raises(TypeError):
        async with get_page.open():
            raise AssertionError
    assert log == []
    async with get_page.open(limit=3) as value:
        assert value == 3


@pytest.mark.anyio
async def test_so_is_one_that_is_read_below() -> None:
    scheme = OAuth2PasswordBearer("token")

    def user(token: str = Depends(scheme)) -> str:
        return token

    @response_scoped_dependency
    async def get_page(
        session: str = Depends(session), user: str = Depends(user)
    ) -> AsyncGenerator[str, Response | None]:
        yield user

    with pytest.raises(
        DependencyLifetimeError,
        match=r"'request' of 'OAuth2PasswordBearer', which 'get_page' depends on.*open\(user=",
    ):
        async with get_page.open():
            raise AssertionError
    async with get_page.open(user="me") as value:
        assert value == "me"


@pytest.mark.anyio
async def test_so_is_one_without_any_default() -> None:
    @response_scoped_dependency
    async def get_page(request: Request, name: str) -> AsyncGenerator[str, Response | None]:
        yield name

    with pytest.raises(DependencyLifetimeError, match="'request' of 'get_page'"):
        async with get_page.open():  # type: ignore[call-arg]
            raise AssertionError
    with pytest.raises(TypeError, match="other"):
        async with get_page.open(other=3):  # type: ignore[call-arg]
            raise AssertionError


@pytest.mark.anyio
async def test_what_was_opened_is_closed_when_the_next_fails() -> None:
    @response_scoped_dependency
    async def failing(session: str = Depends(session)) -> AsyncGenerator[str, Response | None]:
        raise ValueError("no")
        yield session

    with pytest.raises(ValueError, match="no"):
        async with failing.open():
            raise AssertionError
    assert log == ["session opens", "session fails with ValueError"]


@pytest.mark.anyio
async def test_an_exception_in_the_block_is_told_and_goes_on() -> None:
    with pytest.raises(KeyError):
        async with session.open():
            raise KeyError
    assert log == ["session opens", "session fails with KeyError"]


@pytest.mark.anyio
async def test_a_swallowed_exception_is_named() -> None:
    @response_scoped_dependency
    async def swallowing() -> AsyncGenerator[None, Response | None]:
        with contextlib.suppress(ValueError):
            yield

    with pytest.raises(DependencyLifetimeError, match="'.*swallowing' caught"):
        async with swallowing.open():
            raise ValueError


def test_enter_and_exit_in_different_tasks_as_a_fixture_of_pytest_asyncio() -> None:
    async def fixture() -> AsyncIterator[list[Any]]:
        async with repository.open("given") as value:
            yield value

    loop = asyncio.new_event_loop()
    try:
        generator = fixture()
        # What pytest-asyncio does: each step of the fixture is a task of its own.
        value = loop.run_until_complete(generator.__anext__())
        assert value == ["given", "native", "session", 3]
        with pytest.raises(StopAsyncIteration):
            loop.run_until_complete(generator.__anext__())
    finally:
        loop.close()
    assert log[-3:] == ["repository closes", "session closes", "native closes"]


def test_in_a_fixture_of_unittest() -> None:
    class Case(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self) -> None:
            self.value = await self.enterAsyncContext(repository.open("given"))

        async def test(self) -> None:
            assert self.value[0] == "given"

    result = unittest.TestResult()
    Case("test").run(result)
    assert (result.testsRun, result.errors, result.failures) == (1, [], [])
    assert log[-1] == "native closes"


@pytest.mark.anyio
async def test_a_dependency_may_hold_a_task_group_open() -> None:
    @response_scoped_dependency
    async def group() -> AsyncGenerator[Any, Response | None]:
        async with anyio.create_task_group() as tasks:
            yield tasks
            tasks.cancel_scope.cancel()
        log.append("group closed")

    @response_scoped_dependency
    async def user(tasks: Any = Depends(group)) -> AsyncGenerator[Any, Response | None]:
        with anyio.CancelScope():
            yield tasks
        log.append("user closed")

    async with user.open() as tasks:
        tasks.start_soon(anyio.sleep_forever)
    assert log == ["user closed", "group closed"]


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["async", "sync"])
async def test_a_cancellation_does_not_interrupt_its_end(kind: str) -> None:
    @response_scoped_dependency
    async def slow() -> AsyncGenerator[None, Response | None]:
        try:
            yield
        finally:
            await anyio.sleep(0.01)
            log.append("closed")

    @response_scoped_dependency
    def sync() -> Generator[None, Response | None, None]:
        try:
            yield
        finally:
            log.append("closed")

    with anyio.CancelScope() as scope:
        async with slow.open() if kind == "async" else sync.open():
            scope.cancel()
            await anyio.sleep_forever()
    assert log == ["closed"]


@pytest.mark.anyio
@pytest.mark.parametrize("make", [FastAPI, ScopedFastAPI])
@pytest.mark.parametrize("raw", [True, False])
async def test_in_a_generator_endpoint_whose_client_leaves(make: Any, raw: bool) -> None:
    if not raw:
        pytest.importorskip("fastapi.sse", reason="this FastAPI streams no generator endpoints")
    app: FastAPI = make()

    async def lines() -> AsyncIterator[bytes]:
        async with session.open():
            while True:
                yield b"line\n"
                await anyio.lowlevel.checkpoint()

    if raw:

        @app.get("/")
        async def handler() -> StreamingResponse:
            return StreamingResponse(lines())

    else:
        app.get("/")(lines)

    sent = anyio.Event()

    async def receive() -> dict[str, Any]:
        await sent.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            sent.set()
            await anyio.lowlevel.checkpoint()

    with anyio.fail_after(60):
        await app(scope_of("http", "/", method="GET"), receive, send)
    with anyio.fail_after(60):
        # asyncio's loop closes a generator that was left at its yield, in another task, when the
        # garbage collector has found it.
        while len(log) < 2:
            gc.collect()
            await anyio.sleep(0.01)
    assert log[0] == "session opens"
    assert len(log) == 2


def test_open_sync_outside_of_a_loop() -> None:
    @response_scoped_dependency
    def get_repository(
        session: Annotated[str, Depends(sync_session)],
        native: str = Depends(sync_native),
        things: Sync = Depends(),
        limit: int = 3,
    ) -> Generator[list[Any], Response | None, None]:
        with logging("repository", [session, native, things.session, limit]) as value:
            yield value

    with get_repository.open_sync() as value:
        assert value == ["session", "native", "session", 3]
        log.append(threading.current_thread() is threading.main_thread())
    assert log == [
        "session opens",
        "native opens",
        "repository opens",
        True,
        "repository closes",
        "native closes",
        "session closes",
    ]
    with pytest.raises(KeyError), get_repository.open_sync("given"):
        raise KeyError
    assert log[-1] == "session fails with KeyError" or log[-1] == "native fails with KeyError"


def test_open_sync_of_managers_and_functions() -> None:
    @response_scoped_dependency
    @contextmanager
    def manager() -> Generator[int, None, None]:
        with logging("manager", 1) as value:
            yield value

    class Managed:
        def __enter__(self) -> str:
            log.append("entered")
            return "value"

        def __exit__(self, *exc_info: object) -> None:
            log.append("exited")

    @response_scoped_dependency
    def plain(value: int = Depends(manager)) -> int:
        return value + 1

    with plain.open_sync() as two:
        assert two == 2
    with response_scoped_dependency(Managed).open_sync() as value:
        assert value == "value"
    assert log == ["manager opens", "manager closes", "entered", "exited"]


def test_open_sync_refuses_what_is_asynchronous() -> None:
    @response_scoped_dependency
    async def coroutine() -> int:
        return 1

    @response_scoped_dependency
    @asynccontextmanager
    async def manager() -> AsyncGenerator[int, None]:
        yield 1

    @response_scoped_dependency
    def user(
        first: str = Depends(sync_session), session: str = Depends(session)
    ) -> Generator[str, Response | None, None]:
        yield session

    for dependency in (session, coroutine, manager, user):
        with (
            pytest.raises(DependencyLifetimeError, match="is asynchronous"),
            dependency.open_sync(),
        ):
            raise AssertionError
    assert log == ["session opens", "session fails with DependencyLifetimeError"]


def test_open_sync_fails_as_open_does() -> None:
    @response_scoped_dependency
    def swallowing() -> Generator[None, Response | None, None]:
        with contextlib.suppress(ValueError):
            yield

    @response_scoped_dependency
    def limited(limit: int = Query(10)) -> Generator[int, Response | None, None]:
        yield limit

    with pytest.raises(DependencyLifetimeError, match="caught"), swallowing.open_sync():
        raise ValueError
    with pytest.raises(DependencyLifetimeError, match="'limit'"), limited.open_sync():
        raise AssertionError
    with limited.open_sync(limit=1) as value:
        assert value == 1


@response_scoped_dependency
async def telling() -> AsyncGenerator[str, Response | None]:
    log.append("opens")
    try:
        response = yield "value"
    except BaseException as error:
        log.append(f"fails with {type(error).__name__}")
        raise
    log.append(f"closes, told {response.status_code if response else None}")


@response_scoped_dependency
async def with_request(
    request: Request, name: str = "name"
) -> AsyncGenerator[str, Response | None]:
    log.append("opens")
    yield f"{request.url.path} {name}"
    log.append("closes")


async def anything() -> None: ...


@pytest.mark.anyio
@pytest.mark.parametrize("depends", [[], [Depends(session)], [Depends(native)]])
@pytest.mark.parametrize("make", [FastAPI, ScopedFastAPI])
async def test_called_in_a_handler_with_the_request_it_is_the_requests(
    make: Any, depends: list[Any]
) -> None:
    app: FastAPI = make()

    @app.get("/", dependencies=depends, status_code=201)
    async def handler(request: Request) -> str:
        with anyio.fail_after(5):
            value = await telling(request=request)  # type: ignore[call-arg]
        log.append("handler")
        return str(value)

    answer = await request(app, "/", events=log)
    assert answer.json() == "value"
    mine = [event for event in log if not str(event).startswith(("session", "native"))]
    status = 201 if make is ScopedFastAPI else None
    assert mine == [
        "opens",
        "handler",
        f"closes, told {status}",
        "http.response.start",
        "http.response.body",
    ]


@pytest.mark.anyio
async def test_it_is_told_the_exception_of_the_handler() -> None:
    app = ScopedFastAPI()

    @app.get("/")
    async def handler(request: Request) -> str:
        await telling(request=request)  # type: ignore[call-arg]
        raise HTTPException(404)

    assert (await request(app, "/")).status == 404
    assert log == ["opens", "fails with HTTPException"]


@pytest.mark.anyio
async def test_what_it_depends_on_is_opened_in_the_request_too() -> None:
    app = ScopedFastAPI()

    @app.get("/a")
    async def handler(request: Request) -> Any:
        return await repository(request=request, native="given")

    @app.get("/b")
    async def other(request: Request) -> list[str]:
        return [await with_request(request=request, name="x"), await with_request(request)]

    assert (await request(app, "/a")).json() == ["session", "given", "session", 3]
    assert log == ["session opens", "repository opens", "repository closes", "session closes"]
    log.clear()
    assert (await request(app, "/b")).json() == ["/b x", "/b name"]
    assert log == ["opens", "opens", "closes", "closes"]


@pytest.mark.anyio
async def test_from_a_task_that_the_handler_waits_for() -> None:
    app = ScopedFastAPI()

    @app.get("/")
    async def handler(request: Request) -> None:
        async def work() -> None:
            await telling(request=request)  # type: ignore[call-arg]

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(work)
        log.append("handler")

    await request(app, "/")
    assert log == ["opens", "handler", "closes, told 200"]


@pytest.mark.anyio
async def test_after_the_response_there_is_nothing_that_would_close_it() -> None:
    app = ScopedFastAPI()

    async def later(request: Request) -> None:
        with pytest.raises(DependencyLifetimeError, match="closed before its response was sent"):
            await telling(request=request)  # type: ignore[call-arg]
        log.append("refused")

    @app.get("/", dependencies=[Depends(session)])
    @app.get("/bare")
    async def handler(request: Request, background: BackgroundTasks) -> None:
        background.add_task(later, request)

    await request(app, "/")
    assert log == ["session opens", "session closes", "refused"]
    log.clear()
    await request(app, "/bare")
    assert log == ["refused"]


@pytest.mark.anyio
async def test_an_application_that_is_called_in_a_handler_has_its_own() -> None:
    app, inner = ScopedFastAPI(), ScopedFastAPI()

    @inner.get("/")
    async def inner_handler(value: str = Depends(telling)) -> None: ...

    @app.get("/", dependencies=[Depends(session)])
    async def handler(request_: Request) -> str:
        await request(inner, "/")
        log.append("between")
        return await telling(request=request_)  # type: ignore[call-arg]

    await request(app, "/")
    assert log == [
        "session opens",
        "opens",
        "closes, told 200",
        "between",
        "opens",
        "closes, told 200",
        "session closes",
    ]


@pytest.mark.anyio
async def test_in_a_websocket() -> None:
    app = ScopedFastAPI()

    @app.websocket("/")
    async def handler(socket: WebSocket) -> None:
        await socket.accept()
        await telling(request=socket)  # type: ignore[call-arg]
        log.append("handler")

    await websocket(app, "/")
    assert log == ["opens", "handler", "closes, told None"]


@pytest.mark.anyio
async def test_outside_of_a_request_it_is_refused() -> None:
    with pytest.raises(DependencyLifetimeError, match="outside of a request"):
        await telling()
    with pytest.raises(DependencyLifetimeError, match="outside of a request"):
        await telling(request=Request(scope_of("http", "/")))  # type: ignore[call-arg]
