"""What FastAPI does with its own function-scoped dependencies, it does with ours."""

from collections.abc import AsyncGenerator, Callable
from contextlib import nullcontext
from contextvars import ContextVar
from typing import Any

import anyio
import pytest
from asgi_client import request, websocket
from fastapi import Depends, FastAPI, HTTPException, Request, WebSocket

from scoped_fastapi import ScopedFastAPI, response_scoped_dependency

pytestmark = pytest.mark.anyio

Wrap = Callable[[Any], Any]
Kind = tuple[type[FastAPI], Wrap]


def native(dependency: Any) -> Any:
    return Depends(dependency, scope="function")


def ours(dependency: Any) -> Any:
    return Depends(response_scoped_dependency(dependency))


@pytest.fixture(
    params=[(FastAPI, native), (FastAPI, ours), (ScopedFastAPI, ours)],
    ids=["native", "plain", "scoped"],
)
def kind(request: pytest.FixtureRequest) -> Kind:
    """A kind of application, and how it is asked for a dependency."""
    kind: Kind = request.param
    return kind


variable: ContextVar[str] = ContextVar("variable", default="unset")


@pytest.mark.parametrize("is_async", [True, False])
async def test_a_context_variable_reaches_the_handler_and_the_teardown(
    kind: Kind, is_async: bool, events: list[Any]
) -> None:
    app_class, wrap = kind

    async def dependency() -> AsyncGenerator[None, None]:
        token = variable.set("set")
        yield
        events.append(variable.get())
        variable.reset(token)
        events.append(variable.get())

    async def handler(value: None = wrap(dependency)) -> str:
        return variable.get()

    def sync_handler(value: None = wrap(dependency)) -> str:
        return variable.get()

    app = app_class()
    app.add_api_route("/", handler if is_async else sync_handler)
    assert (await request(app, "/")).json() == "set"
    assert events == ["set", "unset"]


async def test_exception_groups(kind: Kind, events: list[Any]) -> None:
    app_class, wrap = kind

    async def splits() -> AsyncGenerator[None, None]:
        try:
            yield
        except* ValueError as group:
            events.append([repr(error) for error in group.exceptions])
            raise

    async def sees() -> AsyncGenerator[None, None]:
        try:
            yield
        except ExceptionGroup as group:
            events.append(len(group.exceptions))
            raise

    app = app_class()

    @app.get("/")
    async def handler(a: None = wrap(sees), b: None = wrap(splits)) -> None:
        raise ExceptionGroup("two", [ValueError(1), KeyError(2)])

    with pytest.raises(ExceptionGroup) as caught:
        await request(app, "/", raising=True)
    assert events == [["ValueError(1)"], 2]
    assert [type(error) for error in caught.value.exceptions] == [ValueError, KeyError]


async def test_cancelled_while_the_second_one_opens(kind: Kind, events: list[Any]) -> None:
    app_class, wrap = kind

    async def first() -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            events.append("first closes")

    async def second() -> AsyncGenerator[None, None]:
        try:
            await anyio.sleep_forever()
            yield
        finally:
            events.append("second ends")

    app = app_class()

    @app.get("/")
    async def handler(a: None = wrap(first), b: None = wrap(second)) -> None: ...

    with anyio.move_on_after(0.05):
        await request(app, "/")
    assert events == ["second ends", "first closes"]


async def test_refused_while_the_second_one_opens(kind: Kind, events: list[Any]) -> None:
    app_class, wrap = kind

    async def first() -> AsyncGenerator[None, None]:
        try:
            yield
        except HTTPException as error:
            events.append(error.status_code)
            raise

    async def second() -> AsyncGenerator[None, None]:
        raise HTTPException(401)
        yield

    app = app_class()

    @app.get("/")
    async def handler(a: None = wrap(first), b: None = wrap(second)) -> None: ...

    assert (await request(app, "/")).status == 401
    assert events == [401]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
async def test_every_method(kind: Kind, method: str, events: list[Any]) -> None:
    app_class, wrap = kind

    async def dependency(request: Request) -> AsyncGenerator[str, None]:
        yield request.method
        events.append("closed")

    app = app_class()

    @app.api_route("/", methods=["GET", "HEAD", "OPTIONS"])
    async def handler(value: str = wrap(dependency)) -> str:
        return value

    assert (await request(app, "/", method=method, events=events)).json() == method
    assert events == ["closed", "http.response.start", "http.response.body"]
    assert (await request(app, "/", method="PUT")).status == 405


async def test_a_client_that_closes_its_websocket(kind: Kind, events: list[Any]) -> None:
    app_class, wrap = kind

    async def dependency() -> AsyncGenerator[None, None]:
        try:
            yield
        except RuntimeError:
            events.append("raised")
            raise
        finally:
            events.append("closed")

    app = app_class()

    @app.websocket("/ws")
    async def talk(websocket: WebSocket, value: None = wrap(dependency)) -> None:
        await websocket.accept()
        message = await websocket.receive()
        events.append(message["type"])
        await websocket.receive()

    with pytest.raises(RuntimeError, match="disconnect"):
        await websocket(app, "/ws", events=events)
    assert events == ["websocket.accept", "websocket.disconnect", "raised", "closed"]


async def test_what_the_lifespan_made(kind: Kind) -> None:
    app_class, wrap = kind

    async def dependency(request: Request) -> AsyncGenerator[str, None]:
        yield request.state.made

    app = app_class()

    @app.get("/")
    async def handler(value: str = wrap(dependency)) -> str:
        return value

    async def served(scope: Any, receive: Any, send: Any) -> None:
        # As a server does: what the lifespan yielded is the state of each request.
        await app({**scope, "state": {"made": "by the lifespan"}}, receive, send)

    assert (await request(served, "/")).json() == "by the lifespan"


@pytest.mark.parametrize("in_a_scope", [False, True])
@pytest.mark.parametrize("overridden", [False, True])
async def test_server_sent_events(
    kind: Kind, events: list[Any], in_a_scope: bool, overridden: bool
) -> None:
    """FastAPI holds a task group for them, from the handler to the end of the request."""
    sse = pytest.importorskip("fastapi.sse")
    app_class, wrap = kind

    async def dependency() -> AsyncGenerator[str, None]:
        yield "a value"
        events.append("closed")

    app = app_class()
    if overridden:
        app.dependency_overrides[test_server_sent_events] = dependency

    @app.get("/", response_class=sse.EventSourceResponse)
    async def handler(value: str = wrap(dependency)) -> AsyncGenerator[str, None]:
        yield value

    with anyio.CancelScope() if in_a_scope else nullcontext():
        answer = await request(app, "/", events=events)
    assert answer.status == 200
    assert answer.body == b'data: "a value"\n\n'
    assert events[:2] == ["closed", "http.response.start"]
