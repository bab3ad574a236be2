"""Whoever solves a route: what FastAPI's users see of a request is what FastAPI shows."""

import asyncio
import functools
import gc
import weakref
from collections.abc import AsyncGenerator, Callable
from contextvars import ContextVar
from enum import Enum
from typing import Annotated, Any

import anyio
import pytest
from asgi_client import request
from fastapi import (
    APIRouter,
    Body,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Query,
    Request,
    Response,
)
from fastapi.dependencies.utils import get_parameterless_sub_dependant
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from pydantic import AfterValidator, BaseModel, field_validator

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

pytestmark = pytest.mark.anyio


class Value:
    """Can be referred to weakly."""


async def session() -> AsyncGenerator[Value, None]:
    yield Value()


scoped_session = response_scoped_dependency(session)


async def plain(q: int = 1) -> int:
    return q


def sync(q: int = 1) -> int:
    return q


async def request_scoped() -> AsyncGenerator[int, None]:
    yield 3


# A route's dependencies, in FastAPI's words and in ours.
def depends_on_session(scoped: bool) -> Any:
    return Depends(scoped_session) if scoped else Depends(session, scope="function")


def pair(register: Callable[[Any, Callable[[], Any]], None]) -> list[Any]:
    """The same application twice: FastAPI's own, and ours."""
    apps = []
    for scoped in (False, True):
        app: Any = ScopedFastAPI() if scoped else FastAPI()
        register(app, functools.partial(depends_on_session, scoped))
        apps.append(app)
    return apps


def passing_on(function: Callable[..., Any], seen: list[Any]) -> Any:
    """A decorator as people write them, which sees the order of what it is given."""

    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        seen.append(list(kwargs))
        return await function(**kwargs)

    return wrapper


async def test_keyword_arguments_come_in_the_same_order() -> None:
    seen: list[Any] = []

    def register(app: FastAPI, depends: Callable[[], Any]) -> None:
        async def handler(
            item: int,
            request: Request,
            response: Response,
            q: str = "",
            first: Any = depends(),
            h: str = Header(""),
            late: Any = Depends(request_scoped),
            second: Any = Depends(plain),
            body: Any = Body(None),
            third: Any = Depends(sync),
        ) -> None: ...

        app.post("/{item}")(passing_on(handler, seen))

        async def few(q: str = "", value: Any = depends(), x: Any = Depends(plain)) -> None: ...

        app.get("/few")(passing_on(few, seen))

        @response_scoped_dependency
        async def passed(**kwargs: Any) -> list[str]:
            return list(kwargs)

    apps = pair(register)
    for app in apps:
        assert (await request(app, "/3", method="POST")).status == 200
        assert (await request(app, "/few")).status == 200
    assert seen[:2] == seen[2:]


async def test_so_do_those_of_a_dependency() -> None:
    seen: list[Any] = []

    def register(app: FastAPI, depends: Callable[[], Any]) -> None:
        async def dependency(
            request: Request, q: str = "", value: Any = depends(), x: Any = Depends(plain)
        ) -> None: ...

        passing = passing_on(dependency, seen)

        @app.get("/")
        async def handler(a: Any = depends(), b: Any = Depends(passing)) -> None: ...

    for app in pair(register):
        assert (await request(app, "/")).status == 200
    assert seen[0] == seen[1]


async def test_a_response_scoped_one_is_given_them_in_that_order_too() -> None:
    seen: list[Any] = []

    async def dependency(
        request: Request, q: str = "", value: Any = Depends(scoped_session), x: Any = Depends(plain)
    ) -> None: ...

    wrapped = response_scoped_dependency(passing_on(dependency, seen))
    for make in (ScopedFastAPI, FastAPI):
        app: FastAPI = make()

        @app.get("/")
        async def handler(value: Any = Depends(wrapped)) -> None: ...

        assert (await request(app, "/")).status == 200
    assert [name for name in seen[1] if not name.startswith("_")] == seen[0]


async def test_the_scope_of_the_request_has_nothing_more_in_it() -> None:
    seen: list[Any] = []

    def register(app: FastAPI, depends: Callable[[], Any]) -> None:
        async def keep(request: Request) -> None:
            seen.append(sorted(request.scope))

        @app.get("/")
        @app.post("/with-late")
        async def handler(
            request: Request, value: Any = depends(), kept: Any = Depends(keep)
        ) -> None:
            seen.append(sorted(request.scope))

        @app.get("/bare")
        async def bare(request: Request) -> None:
            seen.append(sorted(request.scope))

    apps = pair(register)
    for app in apps:
        await request(app, "/")
        await request(app, "/bare")
    half = len(seen) // 2
    for native, ours in zip(seen[:half], seen[half:], strict=True):
        assert not set(ours) - set(native)


@pytest.mark.parametrize("before", [[], [Depends(plain)], [Depends(request_scoped)]])
@pytest.mark.parametrize("overrides", [False, True])
@pytest.mark.parametrize("make", [FastAPI, ScopedFastAPI])
async def test_a_closed_value_is_forgotten_while_the_response_streams(
    make: Any, before: list[Any], overrides: bool
) -> None:
    values: list[weakref.ref[Value]] = []
    alive: list[Any] = []
    app: FastAPI = make(dependencies=before)

    @response_scoped_dependency
    async def observed() -> AsyncGenerator[Value, Response | None]:
        value = Value()
        values.append(weakref.ref(value))
        yield value

    async def chunks() -> AsyncGenerator[bytes, None]:
        alive.extend(value() for value in values)
        yield b"chunk"

    @app.get("/")
    async def handler(value: Any = Depends(observed)) -> StreamingResponse:
        return StreamingResponse(chunks())

    if overrides:
        app.dependency_overrides[request_scoped] = request_scoped
    gc.disable()
    try:
        assert (await request(app, "/")).body == b"chunk"
    finally:
        gc.enable()
    assert alive == [None]


async def test_a_task_of_the_handlers_does_not_keep_the_values() -> None:
    values: list[weakref.ref[Value]] = []
    app = ScopedFastAPI()
    ready = anyio.Event()

    @response_scoped_dependency
    async def observed() -> AsyncGenerator[Value, Response | None]:
        value = Value()
        values.append(weakref.ref(value))
        yield value

    async with anyio.create_task_group() as tasks:

        @app.get("/")
        async def handler(value: Any = Depends(observed)) -> None:
            tasks.start_soon(ready.wait)

        await request(app, "/")
        gc.collect()
        assert values[0]() is None
        ready.set()


@pytest.mark.parametrize("before", [[], [Depends(plain)], [Depends(request_scoped)]])
async def test_every_error_of_a_422_is_reported(before: list[Any]) -> None:
    def needs(a: int) -> int:
        return a

    def register(app: FastAPI, depends: Callable[[], Any]) -> None:
        @app.post("/{item}", dependencies=before)
        async def handler(
            item: int, value: Any = depends(), b: int = Query(), c: int = Depends(needs)
        ) -> None: ...

    answers = [(await request(app, "/x", method="POST")).json() for app in pair(register)]
    assert answers[0] == answers[1]
    assert len(answers[0]["detail"]) == 3


tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


@pytest.mark.parametrize("value", ["1", "x"])
async def test_a_validator_runs_once_and_after_what_stands_before_it(value: str) -> None:
    seen: list[list[Any]] = []

    def validated(given: int) -> int:
        seen[-1].append((tenant.get(), given))
        return given

    def made() -> int:
        seen[-1].append("a default is made")
        return 1

    class Level(Enum):
        LOW = "low"

        @classmethod
        def _missing_(cls, value: object) -> Any:
            seen[-1].append(f"{value} is missing")
            return cls.LOW

    class Page(BaseModel):
        number: int = 1

        @field_validator("number")
        @classmethod
        def check(cls, given: int) -> int:
            return validated(given)

    async def find_tenant() -> None:
        tenant.set("somebody")

    async def limited(
        limit: Annotated[int, AfterValidator(validated)],
        default: Annotated[int, Query(default_factory=made)],
        level: Level,
    ) -> AsyncGenerator[int, None]:
        yield limit

    async def paged(page: Annotated[Page, Query()], other: int = 1) -> AsyncGenerator[int, None]:
        yield page.number

    for dependency in (limited, paged):
        for scoped in (False, True):
            app: Any = ScopedFastAPI() if scoped else FastAPI()
            depends = (
                Depends(response_scoped_dependency(dependency))
                if scoped
                else Depends(dependency, scope="function")
            )

            @app.get("/", dependencies=[Depends(find_tenant), depends])
            async def handler() -> None: ...

            seen.append([])
            path = f"/?limit=1&number=1&level=high&default={value}&other={value}"
            answer = await request(app, path)
            assert answer.status == (422 if value == "x" else 200)
        assert seen[-1] == seen[-2] != []


@pytest.mark.parametrize("dependency_scope", [None, "function"])
@pytest.mark.parametrize("is_asked_before", [False, True])
@pytest.mark.parametrize("before", [[], [Depends(plain)], [Depends(request_scoped)]])
async def test_a_guard_that_is_put_into_the_list_of_a_route_guards_it(
    before: list[Any], is_asked_before: bool, dependency_scope: Any
) -> None:
    """Applications do so for all their routes at once, when these are registered."""

    async def guard() -> None:
        raise HTTPException(401)

    def register(app: FastAPI, depends: Callable[[], Any]) -> None:
        @app.get("/", dependencies=[*before, depends()])
        async def handler() -> None: ...

    answers: list[Any] = []
    third = ScopedFastAPI(dependency_scope=dependency_scope)
    register(third, lambda: Depends(scoped_session, scope="function"))
    for app in [*pair(register), third]:
        if is_asked_before:
            assert (await request(app, "/")).status == 200
        (route,) = (route for route in app.routes if getattr(route, "path", "") == "/")
        assert isinstance(route, APIRoute)
        node = get_parameterless_sub_dependant(depends=Depends(guard), path="/")
        route.dependant.dependencies.insert(0, node)
        answers.append((await request(app, "/")).status)
        route.dependant.dependencies.remove(node)
        answers.append((await request(app, "/")).status)
    assert answers == [401, 200] * 3


async def test_a_handler_that_is_put_into_a_route_is_called() -> None:
    """As tools that observe an application do it, which wrap the handler."""

    def register(app: FastAPI, depends: Callable[[], Any]) -> None:
        @app.get("/")
        async def handler(value: Any = depends()) -> str:
            return "handler"

    async def observed(**_: Any) -> str:
        return "observed"

    for app in pair(register):
        assert (await request(app, "/")).json() == "handler"
        (route,) = (route for route in app.routes if getattr(route, "path", "") == "/")
        assert isinstance(route, APIRoute)
        route.dependant.call = observed
        assert (await request(app, "/")).json() == "observed"


class Spans:
    """What FastAPI's telemetry is told of a request."""

    def __init__(self) -> None:
        self.seen: list[Any] = []


@pytest.mark.parametrize("path", ["/fine/3", "/fine/x", "/fails/3", "/invalid/3?limit=x"])
async def test_telemetry_is_told_the_same(path: str) -> None:
    telemetry = pytest.importorskip("fastapi.telemetry")
    trace = pytest.importorskip("opentelemetry.sdk.trace")
    export = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
    simple = pytest.importorskip("opentelemetry.sdk.trace.export").SimpleSpanProcessor
    told: list[Any] = []
    for scoped in (False, True):
        provider = trace.TracerProvider()
        exporter = export.InMemorySpanExporter()
        provider.add_span_processor(simple(exporter))
        make: Any = ScopedFastAPI if scoped else FastAPI
        app: FastAPI = make(telemetry={"tracer_provider": provider})

        async def limited(limit: int = 1) -> AsyncGenerator[int, None]:
            data = telemetry.get_telemetry_data()
            yield limit
            told.append((scoped, sorted(data.values or []), data.errors))

        value = response_scoped_dependency(limited) if scoped else limited
        depends = Depends(value) if scoped else Depends(limited, scope="function")

        @app.get("/{kind}/{item}")
        async def handler(kind: str, item: int, value: Any = depends) -> str:
            if kind == "fails":
                raise ValueError
            return kind

        await request(app, path)
        spans = exporter.get_finished_spans()
        told.append([(span.name, span.status.status_code.name) for span in spans])
    half = len(told) // 2
    mine = [entry[1:] if isinstance(entry, tuple) else entry for entry in told]
    assert mine[:half] == mine[half:]
    assert half
