"""A route class of one's own stands around the lifetime, whoever solves the route.

The final response is the one of FastAPI's handler, each time that it is called: what a subclass
makes of it comes after.
"""

import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator
from typing import Annotated, Any

import anyio
import pytest
from asgi_client import KEEPS_SCOPE_IN_LISTS, Answer, request
from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Request, Response, params
from fastapi.dependencies.utils import get_parameterless_sub_dependant
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from scoped_fastapi import ScopedRoute, ScopedRouter, response_scoped_dependency

pytestmark = pytest.mark.anyio

events: list[Any] = []

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@pytest.fixture(autouse=True)
def no_events() -> None:
    events.clear()


@response_scoped_dependency
async def session() -> AsyncGenerator[str, Response]:
    events.append("opens")
    try:
        response = yield "session"
    except BaseException as error:
        events.append(f"rolls back after {type(error).__name__}")
        raise
    events.append(f"commits, told {response.status_code}")


def sync_dependency() -> str:
    return "sync"


async def plain_dependency() -> str:
    return "plain"


async def request_scoped() -> AsyncGenerator[str, None]:
    yield "request"


async def function_scoped() -> AsyncGenerator[str, None]:
    yield "function"


def sync_request_scoped() -> Generator[str, None, None]:
    yield "sync request"


class Unused: ...


def another() -> str:
    return "override"


# What stands before the session, and so decides who solves the route.
BEFORE: dict[str, list[Any]] = {
    "nothing": [],
    "plain": [Depends(plain_dependency)],
    "sync": [Depends(sync_dependency)],
    "request scope": [Depends(request_scoped)],
    "sync request scope": [Depends(sync_request_scoped)],
    "function scope": [Depends(function_scoped, scope="function")],
    "both": [Depends(request_scoped), Depends(function_scoped, scope="function")],
}


def application(
    route_class: type[ScopedRoute],
    before: list[Any],
    *,
    overrides: bool,
    handler: Callable[..., Any],
    after: bool = False,
    body: bool = False,
) -> FastAPI:
    router = ScopedRouter(route_class=route_class)
    depends = [*before, Depends(session)]

    async def with_body(value: Annotated[Any, Body()] = None) -> Any:
        return await handler()

    router.add_api_route(
        "/",
        with_body if body else handler,
        methods=["POST"],
        dependencies=depends[::-1] if after else depends,
    )
    app = FastAPI()
    app.include_router(router)
    if overrides:
        app.dependency_overrides[Unused] = another
    return app


@pytest.fixture(params=BEFORE)
def before(request: pytest.FixtureRequest) -> list[Any]:
    return BEFORE[request.param]


@pytest.fixture(params=["overrides", "no overrides"])
def overrides(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "overrides")


@pytest.fixture(params=["session last", "session first", "with a body"])
def ask(
    request: pytest.FixtureRequest, before: list[Any], overrides: bool
) -> Callable[..., Awaitable[Answer]]:
    shape = request.param

    async def ask(route_class: type[ScopedRoute], handler: Callable[..., Any]) -> Answer:
        app = application(
            route_class,
            before,
            overrides=overrides,
            handler=handler,
            after=shape == "session first",
            body=shape == "with a body",
        )
        return await post(app)

    return ask


async def post(app: FastAPI) -> Answer:
    headers = [("content-type", "application/json")]
    return await request(app, "/", method="POST", body=b"1", headers=headers)


Ask = Callable[[type[ScopedRoute], Callable[..., Any]], Awaitable[Answer]]


class Answering(ScopedRoute):
    """Answers for an exception."""

    def get_route_handler(self) -> Handler:
        original = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await original(request)
            except (ValueError, RequestValidationError) as error:
                events.append("route class answers")
                return JSONResponse({"error": str(error)}, 409)

        return handle


async def test_answering_for_an_exception_comes_after_the_rollback(ask: Ask) -> None:
    async def handler() -> None:
        events.append("handler")
        raise ValueError("no")

    answer = await ask(Answering, handler)
    assert (answer.status, answer.json()) == (409, {"error": "no"})
    assert events == ["opens", "handler", "rolls back after ValueError", "route class answers"]


async def test_what_fails_while_it_is_closed_reaches_the_route_class(
    before: list[Any], overrides: bool
) -> None:
    @response_scoped_dependency
    async def failing() -> AsyncGenerator[None, Response]:
        yield
        raise ValueError("commit failed")

    async def handler() -> str:
        return "fine"

    app = application(Answering, [*before, Depends(failing)], overrides=overrides, handler=handler)
    assert (await post(app)).status == 409
    assert events == ["opens", "commits, told 200", "route class answers"]


class Trying(ScopedRoute):
    """Tries again."""

    def get_route_handler(self) -> Handler:
        original = super().get_route_handler()

        async def handle(request: Request) -> Response:
            for _ in range(2):
                try:
                    return await original(request)
                except ValueError:
                    events.append("again")
            return await original(request)

        return handle


async def test_each_try_has_a_lifetime_of_its_own(ask: Ask) -> None:
    async def handler() -> str:
        if events.count("again") < 2:
            raise ValueError("not yet")
        return "fine"

    assert (await ask(Trying, handler)).status == 200
    failed = ["opens", "rolls back after ValueError", "again"]
    assert events == [*failed, *failed, "opens", "commits, told 200"]


class Replacing(ScopedRoute):
    """Puts another response in the place of the one it is given, and sees what was set on that."""

    def get_route_handler(self) -> Handler:
        original = super().get_route_handler()

        async def handle(request: Request) -> Response:
            response = await original(request)
            events.append(f"replaces {response.status_code}")
            return Response(status_code=418)

        return handle


async def test_the_final_response_is_that_of_the_handler(ask: Ask) -> None:
    async def handler() -> Response:
        return Response(status_code=202)

    assert (await ask(Replacing, handler)).status == 418
    assert events == ["opens", "commits, told 202", "replaces 202"]


class Timing(ScopedRoute):
    """FastAPI's how-to: a header with the time that it took."""

    def get_route_handler(self) -> Handler:
        original = super().get_route_handler()

        async def handle(request: Request) -> Response:
            start = time.monotonic()
            response = await original(request)
            events.append("timed")
            response.headers["x-response-time"] = str(time.monotonic() - start)
            return response

        return handle


async def test_the_time_is_that_of_the_teardown_too(ask: Ask) -> None:
    async def handler() -> str:
        return "fine"

    answer = await ask(Timing, handler)
    assert float(answer.header("x-response-time") or -1) >= 0
    assert events == ["opens", "commits, told 200", "timed"]


class Shouting(Request):
    async def body(self) -> bytes:
        return (await super().body()).replace(b"1", b"2")


class Reading(ScopedRoute):
    """FastAPI's how-to: a request class of one's own, and the body read before."""

    def get_route_handler(self) -> Handler:
        original = super().get_route_handler()

        async def handle(request: Request) -> Response:
            request = Shouting(request.scope, request.receive)
            events.append(await request.body())
            return await original(request)

        return handle


async def test_the_body_may_be_read_before(before: list[Any], overrides: bool) -> None:
    router = ScopedRouter(route_class=Reading, dependencies=before)

    @router.post("/")
    async def handler(
        value: Annotated[int, Body()], request: Request, session: str = Depends(session)
    ) -> list[Any]:
        return [value, type(request).__name__]

    app = FastAPI()
    app.include_router(router)
    if overrides:
        app.dependency_overrides[Unused] = another
    answer = await post(app)
    assert answer.json() == [2, "Shouting"]
    assert events == [b"2", "opens", "commits, told 200"]


limits: list[anyio.CancelScope] = []


class Limited(ScopedRoute):
    """Holds a cancel scope around the handler."""

    def get_route_handler(self) -> Handler:
        original = super().get_route_handler()

        async def handle(request: Request) -> Response:
            with anyio.CancelScope() as scope:
                limits.append(scope)
                return await original(request)
            events.append("timed out")
            raise HTTPException(504)

        return handle


# Where something is request-scoped, FastAPI's own shield outlasts a scope that a route class holds.
@pytest.mark.parametrize(
    "before",
    [
        BEFORE["nothing"],
        BEFORE["plain"],
        BEFORE["sync"],
        pytest.param(
            BEFORE["function scope"],
            marks=pytest.mark.skipif(
                not KEEPS_SCOPE_IN_LISTS, reason="FastAPI takes it for a request's"
            ),
        ),
    ],
)
@pytest.mark.parametrize("slow", [False, True])
async def test_a_time_limit_around_the_handler(ask: Ask, slow: bool) -> None:
    async def handler() -> str:
        if slow:
            limits.pop().cancel()
            await anyio.sleep_forever()
        return "fine"

    assert (await ask(Limited, handler)).status == (504 if slow else 200)
    if slow:
        assert events[0] == "opens"
        assert events[1].startswith("rolls back after Cancelled")
        assert events[2:] == ["timed out"]
    else:
        assert events == ["opens", "commits, told 200"]


@pytest.mark.skipif(not KEEPS_SCOPE_IN_LISTS, reason="FastAPI takes it for a request's")
async def test_native_function_scope_is_closed_at_the_same_place(overrides: bool) -> None:
    async def native() -> AsyncGenerator[None, None]:
        try:
            yield
        except ValueError:
            events.append("native rolls back")
            raise

    async def handler() -> None:
        raise ValueError("no")

    app = application(
        Answering, [Depends(native, scope="function")], overrides=overrides, handler=handler
    )
    assert (await post(app)).status == 409
    assert events == [
        "opens",
        "rolls back after ValueError",
        "native rolls back",
        "route class answers",
    ]


async def test_an_override_may_be_response_scoped_where_nothing_else_is() -> None:
    router = ScopedRouter(route_class=Answering)

    @router.get("/")
    async def handler(value: str = Depends(plain_dependency)) -> str:
        return value

    app = FastAPI()
    app.include_router(router)
    app.dependency_overrides[plain_dependency] = session
    assert (await request(app, "/")).json() == "session"
    assert events == ["opens", "commits, told 200"]


async def test_plain_routers_close_around_the_route_class_as_fastapi_does() -> None:
    class Plain(APIRouter): ...

    router = Plain()

    @router.get("/", dependencies=[Depends(session)])
    async def handler() -> None:
        raise HTTPException(404)

    app = FastAPI()
    app.include_router(router)
    assert (await request(app, "/")).status == 404
    assert events == ["opens", "rolls back after HTTPException"]
