"""Promise 10: a router or an application may give a scope to the dependencies that do not say."""

from collections.abc import AsyncGenerator, Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from asgi_client import request, websocket
from fastapi import APIRouter, Depends, FastAPI, Response, WebSocket
from fastapi.routing import APIRoute

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

pytestmark = pytest.mark.anyio

events: list[Any] = []


@pytest.fixture(autouse=True)
def no_events() -> None:
    events.clear()


async def third_party() -> AsyncGenerator[str, None]:
    events.append("third party opens")
    yield "third party"
    events.append("third party closes")


async def below(value: str = Depends(third_party)) -> str:
    return value


async def late() -> AsyncGenerator[None, None]:
    """Request-scoped whatever the default: with it, a websocket too shows when something closes."""
    yield
    events.append("request scope ends")


def add_route(router: APIRouter | FastAPI, depends: Any) -> None:
    async def handler(value: str = depends) -> str:
        return value

    async def talk(
        websocket: WebSocket, value: str = depends, end: None = Depends(late, scope="request")
    ) -> None:
        await websocket.accept()

    router.add_api_route("/", handler)
    router.add_api_websocket_route("/ws", talk)


BEFORE = ["third party opens", "third party closes", "http.response.start", "http.response.body"]
AFTER = ["third party opens", "http.response.start", "http.response.body", "third party closes"]
SOCKET_BEFORE = [
    "third party opens",
    "websocket.accept",
    "third party closes",
    "request scope ends",
]
SOCKET_AFTER = ["third party opens", "websocket.accept", "request scope ends", "third party closes"]


async def events_of(app: FastAPI, path: str = "/") -> list[Any]:
    """What one request does, the same each time; and that a websocket beside it agrees."""
    http: list[list[Any]] = []
    for _ in range(2):
        events.clear()
        assert (await request(app, path, events=events)).json() == "third party"
        http.append(list(events))
    assert http[0] == http[1]
    for _ in range(2):
        events.clear()
        await websocket(app, f"{path}ws", events=events)
        assert events == (SOCKET_BEFORE if http[0] == BEFORE else SOCKET_AFTER)
    return http[0]


Nest = Callable[[APIRouter], FastAPI]


def directly(router: APIRouter) -> FastAPI:
    app = FastAPI()
    app.include_router(router, prefix="/api")
    return app


def in_plain_routers(router: APIRouter) -> FastAPI:
    inner, outer, app = APIRouter(), APIRouter(), FastAPI()
    inner.include_router(router)
    outer.include_router(inner, prefix="/api")
    app.include_router(outer)
    return app


def in_scoped_routers(router: APIRouter) -> FastAPI:
    inner, outer, app = ScopedRouter(), ScopedRouter(), ScopedFastAPI()
    inner.include_router(router)
    outer.include_router(inner, prefix="/api")
    app.include_router(outer)
    return app


def mounted(router: APIRouter) -> FastAPI:
    inner, app = FastAPI(), FastAPI()
    inner.include_router(router)
    app.mount("/api", inner)
    return app


@pytest.mark.parametrize("make", [ScopedFastAPI, ScopedRouter])
@pytest.mark.parametrize("call", [third_party, below])
async def test_of_the_routes_themselves(make: Any, call: Any) -> None:
    router = make(dependency_scope="function")
    add_route(router, Depends(call))
    app = directly(router) if make is ScopedRouter else router
    assert await events_of(app, "/api/" if make is ScopedRouter else "/") == BEFORE


@pytest.mark.parametrize("nest", [directly, in_plain_routers, in_scoped_routers, mounted])
@pytest.mark.parametrize("inner_class", [APIRouter, ScopedRouter])
@pytest.mark.parametrize("call", [third_party, below])
async def test_of_included_routers(nest: Nest, inner_class: type[APIRouter], call: Any) -> None:
    router, middle, inner = ScopedRouter(dependency_scope="function"), APIRouter(), inner_class()
    add_route(inner, Depends(call))
    middle.include_router(inner, prefix="/inner")
    router.include_router(middle, prefix="/middle")
    assert await events_of(nest(router), "/api/middle/inner/") == BEFORE


@pytest.mark.parametrize("inner_class", [APIRouter, ScopedRouter])
async def test_of_an_application_that_includes(inner_class: type[APIRouter]) -> None:
    app, router, inner = ScopedFastAPI(dependency_scope="function"), APIRouter(), inner_class()
    add_route(inner, Depends(third_party))
    router.include_router(inner, prefix="/inner")
    app.include_router(router, prefix="/api")
    assert await events_of(app, "/api/inner/") == BEFORE


@pytest.mark.parametrize("router_class", [APIRouter, ScopedRouter])
@pytest.mark.parametrize("place", ["application", "router", "inclusion", "outer router"])
async def test_dependencies_of(router_class: type[APIRouter], place: str) -> None:
    def dependencies(here: str) -> Any:
        return [Depends(third_party)] if here == place else None

    app = ScopedFastAPI(dependency_scope="function", dependencies=dependencies("application"))
    router = router_class(dependencies=dependencies("router"))
    outer = APIRouter(dependencies=dependencies("outer router"))
    add_route(router, Depends(lambda: "third party"))
    outer.include_router(router, dependencies=dependencies("inclusion"))
    app.include_router(outer, prefix="/api")
    assert await events_of(app, "/api/") == BEFORE


@pytest.mark.parametrize("router_class", [APIRouter, ScopedRouter])
async def test_one_instance_of_what_is_asked_for_twice(router_class: type[APIRouter]) -> None:
    router = router_class(dependencies=[Depends(third_party)])
    add_route(router, Depends(below))
    app = ScopedFastAPI(dependency_scope="function", dependencies=[Depends(below)])
    app.include_router(router, prefix="/api")
    assert await events_of(app, "/api/") == BEFORE


async def test_an_outer_plain_application_opens_its_own_dependencies_in_its_own_scope() -> None:
    app = FastAPI(dependencies=[Depends(third_party)])
    router, inner = ScopedRouter(dependency_scope="function"), APIRouter()
    add_route(inner, Depends(below))
    router.include_router(inner)
    app.include_router(router, prefix="/api")
    assert await events_of(app, "/api/") == AFTER


@pytest.mark.parametrize("router_class", [APIRouter, ScopedRouter])
async def test_an_explicit_scope_wins(router_class: type[APIRouter]) -> None:
    app = ScopedFastAPI(dependency_scope="function")
    add_route(app, Depends(third_party, scope="request"))
    router = router_class()
    add_route(router, Depends(third_party, scope="request"))
    app.include_router(router, prefix="/api")
    assert await events_of(app) == AFTER
    assert await events_of(app, "/api/") == AFTER


async def test_included_routers_have_it_unless_they_say() -> None:
    app = ScopedFastAPI(dependency_scope="function")
    silent, plain, saying = ScopedRouter(), APIRouter(), ScopedRouter(dependency_scope="request")
    below_saying = APIRouter()
    for router in (silent, plain, saying, below_saying):
        add_route(router, Depends(third_party))
    saying.include_router(below_saying, prefix="/below")
    app.include_router(silent, prefix="/silent")
    app.include_router(plain, prefix="/plain")
    app.include_router(saying, prefix="/saying")
    assert await events_of(app, "/silent/") == BEFORE
    assert await events_of(app, "/plain/") == BEFORE
    assert await events_of(app, "/saying/") == AFTER
    assert await events_of(app, "/saying/below/") == AFTER


@pytest.mark.parametrize("inner_class", [APIRouter, ScopedRouter])
async def test_the_nearest_including_router_decides(inner_class: type[APIRouter]) -> None:
    app = ScopedFastAPI(dependency_scope="request")
    outer = ScopedRouter(dependency_scope="function")
    inner = inner_class()
    add_route(inner, Depends(third_party))
    outer.include_router(inner, prefix="/inner")
    app.include_router(outer, prefix="/api")
    app.include_router(inner, prefix="/alone")
    assert await events_of(app, "/api/inner/") == BEFORE
    assert await events_of(app, "/alone/") == AFTER


async def test_an_inclusion_leaves_the_router_as_it_is() -> None:
    inner, scoped, plain = APIRouter(), ScopedFastAPI(dependency_scope="function"), FastAPI()
    add_route(inner, Depends(third_party))
    scoped.include_router(inner)
    plain.include_router(inner)
    assert await events_of(scoped) == BEFORE
    assert await events_of(plain) == AFTER
    assert await events_of(scoped) == BEFORE


async def test_an_override_keeps_it() -> None:
    app, plain = ScopedFastAPI(dependency_scope="function"), APIRouter()
    add_route(app, Depends(third_party))
    add_route(plain, Depends(third_party))
    app.include_router(plain, prefix="/plain")

    async def override() -> AsyncGenerator[str, None]:
        events.append("third party opens")
        yield "third party"
        events.append("third party closes")

    app.dependency_overrides[third_party] = override
    assert await events_of(app) == BEFORE
    assert await events_of(app, "/plain/") == BEFORE


async def test_of_a_router_of_fastapis_own_routes() -> None:
    class Route(APIRoute): ...

    app, router = FastAPI(), ScopedRouter(dependency_scope="function", route_class=Route)
    add_route(router, Depends(third_party))
    app.include_router(router, prefix="/api")
    assert await events_of(app, "/api/") == BEFORE
    assert type(router.routes[0]) is Route


async def test_of_a_class_of_routes() -> None:
    from scoped_fastapi import ScopedRoute

    class Early(ScopedRoute):
        dependency_scope = "function"

    router = APIRouter(route_class=Early)

    @router.get("/")
    async def handler(value: str = Depends(third_party)) -> str:
        return value

    app = FastAPI()
    app.include_router(router)
    assert (await request(app, "/", events=events)).json() == "third party"
    assert events == BEFORE


async def test_scopes_that_work_only_with_it_are_accepted() -> None:
    @response_scoped_dependency
    async def session() -> AsyncGenerator[str, Response | None]:
        yield "third party"
        events.append("session closes")

    async def audit(session: str = Depends(session)) -> AsyncGenerator[str, None]:
        yield session
        events.append("audit closes")

    app, plain = ScopedFastAPI(dependency_scope="function"), APIRouter()
    add_route(app, Depends(audit))
    add_route(plain, Depends(audit))
    app.include_router(plain, prefix="/plain")
    for path in ("/", "/plain/"):
        events.clear()
        assert (await request(app, path, events=events)).status == 200
        assert events[:2] == ["audit closes", "session closes"]
        events.clear()
        await websocket(app, f"{path}ws", events=events)
        assert events[1:] == ["audit closes", "session closes", "request scope ends"]


async def test_of_sync_generators() -> None:
    def sync_party() -> Generator[str, None, None]:
        events.append("third party opens")
        yield "third party"
        events.append("third party closes")

    app, plain = ScopedFastAPI(dependency_scope="function"), APIRouter()
    add_route(plain, Depends(sync_party))
    app.include_router(plain)
    assert await events_of(app) == BEFORE


@pytest.mark.skipif(not hasattr(FastAPI, "frontend"), reason="this FastAPI serves no frontend")
async def test_of_a_frontend(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("hello")
    dependencies = [Depends(third_party), Depends(late, scope="request")]
    app = ScopedFastAPI(dependency_scope="function", dependencies=dependencies)
    router = APIRouter()
    app.frontend("/direct", directory=tmp_path)
    router.frontend("/included", directory=tmp_path)
    app.include_router(router)
    # FastAPI sends a frontend's file before it closes either scope.
    for path in ("/direct/", "/included/"):
        for _ in range(2):
            events.clear()
            assert (await request(app, path, events=events)).body == b"hello"
            assert events[0] == "third party opens"
            assert events[-2:] == ["third party closes", "request scope ends"]
