"""Promise 5: every exception reaches the yield, and what a teardown raises becomes the response."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, suppress
from typing import Any

import fastapi.routing
import pytest
from asgi_client import request
from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.exceptions import ResponseValidationError
from pydantic import BaseModel

from scoped_fastapi import response_scoped_dependency
from scoped_fastapi.errors import DependencyLifetimeError

pytestmark = pytest.mark.anyio


class Model(BaseModel):
    number: int


class BrokenError(Exception):
    pass


def recording(events: list[Any], name: str) -> Any:
    @response_scoped_dependency
    async def dependency() -> AsyncGenerator[str, Response]:
        try:
            yield name
        except BaseException as error:
            events.append((name, type(error)))
            raise
        else:
            events.append((name, None))

    return dependency


def sync_recording(events: list[Any], name: str) -> Any:
    @response_scoped_dependency
    def dependency() -> Generator[str, Response, None]:
        try:
            yield name
        except BaseException as error:
            events.append((name, type(error)))
            raise
        else:
            events.append((name, None))

    return dependency


@pytest.mark.parametrize("make", [recording, sync_recording])
@pytest.mark.parametrize(
    ("error", "status"),
    [(BrokenError(), 500), (HTTPException(409), 409), (StopIteration(), 500)],
    ids=["exception", "HTTPException", "StopIteration"],
)
async def test_the_handlers_exception_reaches_it(
    app: FastAPI, events: list[Any], make: Any, error: Exception, status: int
) -> None:
    @app.get("/")
    def handler(value: str = Depends(make(events, "a"))) -> None:
        raise error

    if isinstance(error, StopIteration):

        @app.get("/async")
        async def handler_in_the_loop(value: str = Depends(make(events, "a"))) -> None:
            raise RuntimeError("what a coroutine makes of it") from error

        assert (await request(app, "/async", events=events)).status == status
        assert events[0] == ("a", RuntimeError)
        return
    assert (await request(app, "/", events=events)).status == status
    assert events == [("a", type(error)), "http.response.start", "http.response.body"]


async def test_a_validation_error_of_the_response_reaches_it(
    app: FastAPI, events: list[Any]
) -> None:
    @app.get("/", response_model=Model)
    async def handler(value: str = Depends(recording(events, "a"))) -> Any:
        return {"number": "none"}

    # FastAPI remembers endpoints by their `id`, which those of earlier tests may have had.
    getattr(fastapi.routing, "_endpoint_context_cache", {}).clear()
    with pytest.raises(ResponseValidationError) as caught:
        await request(app, "/", events=events, raising=True)
    assert events[0] == ("a", ResponseValidationError)
    shown = str(caught.value)
    assert "solver" not in shown
    assert getattr(caught.value, "endpoint_file", __file__) == __file__


async def test_what_the_teardown_raises_becomes_the_response(
    app: FastAPI, events: list[Any]
) -> None:
    @response_scoped_dependency
    async def failing() -> AsyncGenerator[None, Response]:
        yield
        raise HTTPException(503, "could not commit")

    outer = recording(events, "outer")

    @app.get("/", status_code=201)
    async def handler(first: str = Depends(outer), second: None = Depends(failing)) -> str:
        return "created"

    answer = await request(app, "/", events=events)
    assert (answer.status, answer.json()) == (503, {"detail": "could not commit"})
    assert events == [("outer", HTTPException), "http.response.start", "http.response.body"]


async def test_a_second_failing_teardown_hides_no_exit(app: FastAPI, events: list[Any]) -> None:
    @response_scoped_dependency
    async def first_to_fail() -> AsyncGenerator[None, Response]:
        yield
        raise BrokenError

    @response_scoped_dependency
    async def second_to_fail() -> AsyncGenerator[None, Response]:
        try:
            yield
        finally:
            events.append("second")
            raise HTTPException(504)

    outer = recording(events, "outer")

    @app.get("/")
    async def handler(
        a: str = Depends(outer), b: None = Depends(second_to_fail), c: None = Depends(first_to_fail)
    ) -> None:
        return None

    assert (await request(app, "/", events=events)).status == 504
    assert events[:2] == ["second", ("outer", HTTPException)]


async def swallows() -> AsyncGenerator[None, Response]:
    with suppress(BrokenError):
        yield


def sync_swallows() -> Generator[None, Response, None]:
    with suppress(BrokenError):
        yield


@asynccontextmanager
async def manager_swallows() -> AsyncGenerator[None, None]:
    with suppress(BrokenError):
        yield


@pytest.mark.parametrize("dependency", [swallows, sync_swallows, manager_swallows])
async def test_swallowing_the_exception_is_named(app: FastAPI, dependency: Any) -> None:
    @app.get("/")
    async def handler(value: None = Depends(response_scoped_dependency(dependency))) -> None:
        raise BrokenError

    name = dependency.__name__
    with pytest.raises(DependencyLifetimeError, match=f"'{name}' caught BrokenError.*Raise it"):
        await request(app, "/", raising=True)


async def yields_twice() -> AsyncGenerator[int, Response]:
    yield 1
    yield 2


def sync_yields_twice() -> Generator[int, Response, None]:
    yield 1
    yield 2


async def yields_twice_on_error() -> AsyncGenerator[int, Response]:
    try:
        yield 1
    except BrokenError:
        yield 2


async def never_yields() -> AsyncGenerator[int, Response]:
    if never_yields.__name__ == "":
        yield 1


def sync_never_yields() -> Generator[int, Response, None]:
    if never_yields.__name__ == "":
        yield 1


@pytest.mark.parametrize(
    ("dependency", "message"),
    [
        (yields_twice, "'yields_twice' yielded a second time"),
        (sync_yields_twice, "'sync_yields_twice' yielded a second time"),
        (never_yields, "'never_yields' ended without a yield"),
        (sync_never_yields, "'sync_never_yields' ended without a yield"),
    ],
)
async def test_two_yields_and_none_are_named(app: FastAPI, dependency: Any, message: str) -> None:
    @app.get("/")
    async def handler(value: int = Depends(response_scoped_dependency(dependency))) -> int:
        return value

    with pytest.raises(DependencyLifetimeError, match=message):
        await request(app, "/", raising=True)


async def test_a_second_yield_after_an_exception_is_named(app: FastAPI) -> None:
    @app.get("/")
    async def handler(
        value: int = Depends(response_scoped_dependency(yields_twice_on_error)),
    ) -> int:
        raise BrokenError

    with pytest.raises(DependencyLifetimeError, match="yielded a second time"):
        await request(app, "/", raising=True)


async def test_the_exits_of_what_was_opened_run_when_another_cannot_open(
    app: FastAPI, events: list[Any]
) -> None:
    @response_scoped_dependency
    async def cannot_open() -> AsyncGenerator[None, Response]:
        raise HTTPException(503)
        yield

    outer = recording(events, "outer")

    @app.get("/")
    async def handler(a: str = Depends(outer), b: None = Depends(cannot_open)) -> None:
        events.append("handler")

    assert (await request(app, "/", events=events)).status == 503
    assert events == [("outer", HTTPException), "http.response.start", "http.response.body"]
