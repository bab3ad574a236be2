"""Promise 9: scopes that cannot work are refused."""

import re
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from asgi_client import request, websocket
from fastapi import APIRouter, Depends, FastAPI, Response, WebSocket
from fastapi.exceptions import DependencyScopeError

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

pytestmark = pytest.mark.anyio

events: list[Any] = []


@pytest.fixture(autouse=True)
def no_events() -> None:
    events.clear()


@response_scoped_dependency
async def session() -> AsyncGenerator[str, Response]:
    yield "session"


async def repository(session: str = Depends(session)) -> str:
    return session


async def audit(repository: str = Depends(repository)) -> AsyncGenerator[str, None]:
    events.append("audit opens")
    yield repository
    events.append("audit closes")


async def direct(session: str = Depends(session)) -> AsyncGenerator[str, None]:
    yield session


CHAIN = r"'audit' of GET /x.*'session', which is closed before \(audit -> repository -> session\)"


@pytest.mark.parametrize("make", [ScopedFastAPI, ScopedRouter])
def test_a_request_scoped_generator_is_refused_through_plain_functions(
    make: type[ScopedFastAPI] | type[ScopedRouter],
) -> None:
    def handler(value: str = Depends(audit)) -> None: ...

    for register in (make().get("/x"), lambda f: make().add_api_route("/x", f)):
        with pytest.raises(DependencyScopeError, match=CHAIN):
            register(handler)


def test_directly_and_behind_others() -> None:
    with pytest.raises(DependencyScopeError, match=r"direct -> session"):

        @ScopedFastAPI().get("/x")
        def handler(value: str = Depends(direct)) -> None: ...

    async def plain(value: str = Depends(direct)) -> str:
        return value

    with pytest.raises(DependencyScopeError, match=r"direct -> session"):

        @ScopedFastAPI().get("/x")
        def another(value: str = Depends(plain)) -> None: ...


def test_native_function_scope_through_plain_functions() -> None:
    async def native_session() -> AsyncGenerator[str, None]:
        yield ""

    async def plain(value: str = Depends(native_session, scope="function")) -> str:
        return value

    async def outer(value: str = Depends(plain)) -> AsyncGenerator[str, None]:
        yield value

    with pytest.raises(DependencyScopeError, match="outer -> plain -> native_session"):

        @ScopedFastAPI().get("/x")
        def handler(value: str = Depends(outer)) -> None: ...


@pytest.mark.parametrize("make", [ScopedFastAPI, ScopedRouter])
def test_dependencies_of_an_inclusion(make: type[ScopedFastAPI] | type[ScopedRouter]) -> None:
    router = ScopedRouter()
    router.add_api_route("/x", lambda: None)
    with pytest.raises(DependencyScopeError, match="audit -> repository -> session"):
        make().include_router(router, prefix="/api", dependencies=[Depends(audit)])
    accepted = Depends(response_scoped_dependency(audit))
    make().include_router(router, prefix="/api", dependencies=[accepted])


@pytest.mark.parametrize("make", [ScopedFastAPI, ScopedRouter])
def test_dependencies_of_a_router(make: type[ScopedFastAPI] | type[ScopedRouter]) -> None:
    router = make(dependencies=[Depends(audit)])
    with pytest.raises(DependencyScopeError, match="audit -> repository -> session"):
        router.add_api_route("/x", lambda: None)


@pytest.mark.parametrize("make", [ScopedFastAPI, ScopedRouter])
def test_on_a_websocket(make: type[ScopedFastAPI] | type[ScopedRouter]) -> None:
    router = make()
    with pytest.raises(DependencyScopeError, match=r"WS /ws.*audit -> repository -> session"):

        @router.websocket("/ws")
        async def talk(websocket: WebSocket, value: str = Depends(audit)) -> None: ...

    assert not any(getattr(route, "path", "") == "/ws" for route in router.routes)


async def test_with_function_scope_it_is_right() -> None:
    app = ScopedFastAPI()

    @app.get("/")
    def handler(value: str = Depends(audit, scope="function")) -> str:
        return value

    assert (await request(app, "/", events=events)).json() == "session"
    assert events[:2] == ["audit opens", "audit closes"]


# On FastAPI's own classes nothing of ours runs at registration: the first request is refused.


async def refused(app: FastAPI, path: str) -> str:
    """The message with which a request is refused, each time, before the handler runs."""
    messages: list[str] = []
    for _ in range(2):
        events.clear()
        with pytest.raises(DependencyScopeError) as caught:
            await request(app, path, raising=True, events=events)
        messages.append(str(caught.value))
        assert "handler" not in events
        assert "audit opens" not in events
    assert messages[0] == messages[1]
    return messages[0]


async def read(value: str = Depends(audit)) -> None:
    events.append("handler")


async def talk(websocket: WebSocket, value: str = Depends(audit)) -> None:
    events.append("handler")


CHAIN_OF = "'audit' of {} has a scope .*'session', which is closed before .audit -> repository -> "


async def test_plain_routes_refuse_their_requests() -> None:
    app, router, outer = FastAPI(), APIRouter(), APIRouter()
    app.add_api_route("/x", read)
    router.add_api_route("/x", read, methods=["POST", "GET"])
    outer.include_router(router, prefix="/inner")
    app.include_router(outer, prefix="/outer")
    assert re.search(CHAIN_OF.format("GET /x"), await refused(app, "/x"))
    message = await refused(app, "/outer/inner/x")
    assert re.search(CHAIN_OF.format("GET,POST /outer/inner/x"), message)


async def test_plain_routes_of_a_scoped_application_too() -> None:
    app, router = ScopedFastAPI(), APIRouter()
    router.add_api_route("/x", read)
    app.include_router(router, prefix="/api")
    assert re.search(CHAIN_OF.format("GET /api/x"), await refused(app, "/api/x"))


async def test_dependencies_of_plain_routers_and_inclusions() -> None:
    async def handler(value: str = Depends(session)) -> str:
        return value

    router, own = APIRouter(), APIRouter(dependencies=[Depends(audit)])
    router.add_api_route("/x", handler)
    own.add_api_route("/x", handler)
    app = FastAPI()
    app.include_router(router, prefix="/right")
    app.include_router(router, prefix="/inclusion", dependencies=[Depends(audit)])
    app.include_router(own, prefix="/router")
    assert (await request(app, "/right/x")).json() == "session"
    for prefix in ("inclusion", "router"):
        assert f"'audit' of GET /{prefix}/x" in await refused(app, f"/{prefix}/x")
    whole = FastAPI(dependencies=[Depends(audit)])
    whole.add_api_route("/x", handler)
    assert "'audit' of GET /x" in await refused(whole, "/x")


async def test_plain_websockets() -> None:
    app, router = FastAPI(), APIRouter()
    app.add_api_websocket_route("/ws", talk)
    router.add_api_websocket_route("/ws", talk)
    app.include_router(router, prefix="/api")
    for path in ("/ws", "/api/ws"):
        for _ in range(2):
            with pytest.raises(DependencyScopeError, match=CHAIN_OF.format(f"WS {path}")):
                await websocket(app, path)
    assert events == []


async def test_what_was_open_before_the_refusal_is_closed() -> None:
    async def earlier() -> AsyncGenerator[None, None]:
        events.append("earlier opens")
        try:
            yield
        finally:
            events.append("earlier closes")

    app = FastAPI()
    app.add_api_route("/x", read, dependencies=[Depends(earlier)])
    await refused(app, "/x")
    assert events == [
        "earlier opens",
        "earlier closes",
        "http.response.start",
        "http.response.body",
    ]


async def test_plain_routes_that_are_right_are_not_refused() -> None:
    async def plain_between(value: str = Depends(audit, scope="function")) -> str:
        return value

    app = FastAPI()

    @app.get("/x")
    async def handler(value: str = Depends(plain_between)) -> str:
        return value

    for _ in range(2):
        events.clear()
        assert (await request(app, "/x", events=events)).json() == "session"
        assert events[:2] == ["audit opens", "audit closes"]


@pytest.mark.parametrize("make", [FastAPI, ScopedFastAPI])
async def test_what_closes_nothing_may_be_depended_on(make: type[FastAPI]) -> None:
    @response_scoped_dependency
    def number() -> int:
        return 3

    async def early() -> int:
        return 4

    async def plain(value: int = Depends(early, scope="function")) -> int:
        return value

    async def total(a: int = Depends(number), b: int = Depends(plain)) -> AsyncGenerator[int, None]:
        yield a + b

    app = make()

    @app.get("/")
    async def handler(value: int = Depends(total)) -> int:
        return value

    assert (await request(app, "/")).json() == 7


async def test_an_override_may_mend_a_plain_route() -> None:
    app = FastAPI()
    app.add_api_route("/x", read, dependencies=[Depends(session)])
    app.dependency_overrides[audit] = lambda: "none"
    assert (await request(app, "/x", events=events)).status == 200
    app.dependency_overrides.clear()
    await refused(app, "/x")


async def test_a_mounted_application() -> None:
    app, inner = FastAPI(), FastAPI()
    inner.add_api_route("/x", read)
    app.mount("/inner", inner)
    assert "'audit' of GET /x" in await refused(app, "/inner/x")
