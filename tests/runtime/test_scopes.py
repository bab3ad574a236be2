"""Promises 9 and 10: scopes that cannot work are refused, and a router may have a default."""

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


# The default scope.


async def third_party() -> AsyncGenerator[str, None]:
    events.append("third party opens")
    yield "third party"
    events.append("third party closes")


def add_route(router: APIRouter | FastAPI, depends: Any) -> None:
    @router.get("/")
    async def handler(value: str = depends) -> str:
        return value


BEFORE = ["third party opens", "third party closes", "http.response.start", "http.response.body"]
AFTER = ["third party opens", "http.response.start", "http.response.body", "third party closes"]


async def answer_of(app: FastAPI, path: str = "/") -> list[Any]:
    events.clear()
    assert (await request(app, path, events=events)).json() == "third party"
    return list(events)


async def test_of_an_application() -> None:
    app = ScopedFastAPI(dependency_scope="function")
    add_route(app, Depends(third_party))
    assert await answer_of(app) == BEFORE


async def test_of_a_router() -> None:
    for app_class in (FastAPI, ScopedFastAPI):
        app = app_class()
        router = ScopedRouter(dependency_scope="function")
        add_route(router, Depends(third_party))
        app.include_router(router, prefix="/api")
        assert await answer_of(app, "/api/") == BEFORE


async def test_below_plain_functions_and_with_dependencies_of_the_router() -> None:
    async def plain(value: str = Depends(third_party)) -> str:
        return value

    router = ScopedRouter(dependency_scope="function", dependencies=[Depends(third_party)])
    add_route(router, Depends(plain))
    app = ScopedFastAPI()
    app.include_router(router, prefix="/api")
    assert await answer_of(app, "/api/") == BEFORE


async def test_an_explicit_scope_wins() -> None:
    app = ScopedFastAPI(dependency_scope="function")
    add_route(app, Depends(third_party, scope="request"))
    assert await answer_of(app) == AFTER


async def test_included_routers_have_it_unless_they_say() -> None:
    app = ScopedFastAPI(dependency_scope="function")
    silent, saying, outer = ScopedRouter(), ScopedRouter(dependency_scope="request"), ScopedRouter()
    inner = ScopedRouter()
    for router in (silent, saying, inner):
        add_route(router, Depends(third_party))
    outer.include_router(inner, prefix="/inner")
    app.include_router(silent, prefix="/silent")
    app.include_router(saying, prefix="/saying")
    app.include_router(outer, prefix="/outer")
    assert await answer_of(app, "/silent/") == BEFORE
    assert await answer_of(app, "/saying/") == AFTER
    assert await answer_of(app, "/outer/inner/") == BEFORE


async def test_the_nearest_including_router_decides() -> None:
    app = ScopedFastAPI(dependency_scope="request")
    outer = ScopedRouter(dependency_scope="function")
    inner, plain = ScopedRouter(), APIRouter()
    add_route(inner, Depends(third_party))
    add_route(plain, Depends(third_party))
    outer.include_router(inner, prefix="/inner")
    outer.include_router(plain, prefix="/plain")
    app.include_router(outer, prefix="/api")
    app.include_router(inner, prefix="/alone")
    assert await answer_of(app, "/api/inner/") == BEFORE
    assert await answer_of(app, "/alone/") == AFTER
    # The routes of a plain router are FastAPI's own.
    assert await answer_of(app, "/api/plain/") == AFTER


async def test_an_override_keeps_it() -> None:
    app = ScopedFastAPI(dependency_scope="function")
    add_route(app, Depends(third_party))

    async def override() -> AsyncGenerator[str, None]:
        events.append("third party opens")
        yield "third party"
        events.append("third party closes")

    app.dependency_overrides[third_party] = override
    assert await answer_of(app) == BEFORE


def test_it_needs_a_scoped_route() -> None:
    from fastapi.routing import APIRoute

    with pytest.raises(TypeError, match="derived from ScopedRoute"):
        ScopedRouter(dependency_scope="function", route_class=APIRoute)


async def test_a_websocket_takes_no_notice() -> None:
    router = ScopedRouter(dependency_scope="function")

    @router.websocket("/ws")
    async def talk(websocket: WebSocket, value: str = Depends(third_party)) -> None:
        await websocket.accept()

    app = FastAPI()
    app.include_router(router)
    await websocket(app, "/ws", events=events)
    assert events == ["third party opens", "websocket.accept", "third party closes"]
