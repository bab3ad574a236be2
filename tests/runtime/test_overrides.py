"""Promise 8: overrides by the wrapper and by the function it wraps keep the scope."""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgi_client import request
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Response

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

pytestmark = pytest.mark.anyio

events: list[Any] = []

Pair = tuple[FastAPI, APIRouter]


@pytest.fixture(autouse=True)
def no_events() -> None:
    events.clear()


async def settings() -> str:
    events.append("settings")
    raise HTTPException(503, "there are none in a test")


async def original(
    settings: str = Depends(settings), required: str = ""
) -> AsyncGenerator[str, Response]:
    yield "original"


wrapped = response_scoped_dependency(original)


async def generator(name: str = "override") -> AsyncGenerator[str, Response | None]:
    events.append("opens")
    response: Response | None = yield name
    events.append(("closes", response.status_code if response else None))


def sync_generator(name: str = "override") -> Generator[str, Response | None, None]:
    events.append("opens")
    response: Response | None = yield name
    events.append(("closes", response.status_code if response else None))


@asynccontextmanager
async def manager(name: str = "override") -> AsyncGenerator[str, None]:
    events.append("opens")
    yield name
    events.append(("closes", None))


def plain_app() -> Pair:
    return FastAPI(), APIRouter()


def scoped_app_with_plain_router() -> Pair:
    return ScopedFastAPI(), APIRouter()


def plain_app_with_scoped_router() -> Pair:
    return FastAPI(), ScopedRouter()


def scoped_app() -> Pair:
    return ScopedFastAPI(), ScopedRouter()


def with_a_route(pair: Pair) -> FastAPI:
    app, router = pair

    @router.get("/", status_code=201)
    async def handler(value: str = Depends(wrapped)) -> str:
        events.append("handler")
        return value

    app.include_router(router, prefix="/api")
    return app


ALL = [plain_app, scoped_app_with_plain_router, plain_app_with_scoped_router, scoped_app]
SCOPED = ALL[1:]


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("override", [generator, sync_generator])
async def test_by_the_wrapped_function(make: Callable[[], Pair], override: Any) -> None:
    app = with_a_route(make())
    app.dependency_overrides[original] = override
    answer = await request(app, "/api/?name=n", events=events)
    assert (answer.status, answer.json()) == (201, "n")
    status = 201 if make in (plain_app_with_scoped_router, scoped_app) else None
    assert events == [
        "opens",
        "handler",
        ("closes", status),
        "http.response.start",
        "http.response.body",
    ]


@pytest.mark.parametrize("make", SCOPED)
@pytest.mark.parametrize("override", [generator, sync_generator, manager])
async def test_by_the_wrapper(make: Callable[[], Pair], override: Any) -> None:
    app = with_a_route(make())
    app.dependency_overrides[wrapped] = override
    answer = await request(app, "/api/", events=events)
    assert (answer.status, answer.json()) == (201, "override")
    assert [event for event in events if event[0] != "closes"] == [
        "opens",
        "handler",
        "http.response.start",
        "http.response.body",
    ]
    assert events[2][0] == "closes"


async def test_by_the_wrapper_on_a_plain_application_fastapi_picks_the_scope() -> None:
    app = with_a_route(plain_app())
    app.dependency_overrides[wrapped] = generator
    assert (await request(app, "/api/", events=events)).json() == "override"
    assert events[-1] == ("closes", None)
    events.clear()
    app.dependency_overrides[wrapped] = response_scoped_dependency(generator)
    assert (await request(app, "/api/", events=events)).json() == "override"
    assert events[2] == ("closes", None)


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("key", [original, wrapped], ids=["function", "wrapper"])
async def test_by_a_plain_function_whose_value_is_not_closed(
    make: Callable[[], Pair], key: Any
) -> None:
    class Shared:
        closed = False

        def __enter__(self) -> "Shared":
            return self

        def __exit__(self, *exc_info: object) -> None:
            self.closed = True

    shared = Shared()
    app, router = make()

    @router.get("/")
    async def handler(value: Any = Depends(wrapped)) -> bool:
        return value is shared

    app.include_router(router)
    app.dependency_overrides[key] = lambda: shared
    assert (await request(app, "/")).json() is True
    assert not shared.closed


@pytest.mark.parametrize("make", ALL)
async def test_set_and_taken_back_while_the_application_runs(make: Callable[[], Pair]) -> None:
    app = with_a_route(make())
    assert (await request(app, "/api/")).status == 503
    app.dependency_overrides[original] = generator
    assert (await request(app, "/api/")).json() == "override"
    app.dependency_overrides.clear()
    assert (await request(app, "/api/")).status == 503


@pytest.mark.parametrize("make", ALL)
async def test_an_override_of_a_sub_dependency(make: Callable[[], Pair]) -> None:
    app = with_a_route(make())
    app.dependency_overrides[settings] = lambda: "settings"
    assert (await request(app, "/api/")).json() == "original"


async def test_the_dictionary_may_be_replaced() -> None:
    app = with_a_route(scoped_app())
    app.dependency_overrides = {original: generator}
    assert (await request(app, "/api/", events=events)).json() == "override"
    assert events[2] == ("closes", 201)


@pytest.mark.parametrize("make", SCOPED)
async def test_a_new_dictionary_keeps_the_scope_too(make: Callable[[], Pair]) -> None:
    app = with_a_route(make())
    app.dependency_overrides[original] = sync_generator
    app.dependency_overrides = {}
    assert app.dependency_overrides == {}
    assert (await request(app, "/api/")).status == 503
    events.clear()
    app.dependency_overrides[wrapped] = generator
    assert (await request(app, "/api/", events=events)).json() == "override"
    assert events[2][0] == "closes"
    # FastAPI's documented reset, and what a test does that puts things back.
    before = app.dependency_overrides
    app.dependency_overrides = {**before, settings: lambda: "settings"}
    app.dependency_overrides = before
    assert app.dependency_overrides is before


async def test_an_override_that_was_found_says_nothing_about_the_next_reading() -> None:
    app = with_a_route(scoped_app())
    app.dependency_overrides[original] = generator
    assert (await request(app, "/api/")).json() == "override"
    app.dependency_overrides.clear()

    @app.get("/later")
    async def handler(value: str = Depends(wrapped)) -> None: ...

    names = [p["name"] for p in app.openapi()["paths"]["/later"]["get"]["parameters"]]
    assert names == ["required"]
