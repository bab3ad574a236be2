"""Promise 12: `method_paths_from_routes`."""

from typing import Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, WebSocket
from scoped_fastapi_check.application.teardown import with_teardown
from starlette.responses import PlainTextResponse
from starlette.routing import Host, Mount, Route, WebSocketRoute

from scoped_fastapi import (
    ScopedFastAPI,
    ScopedRouter,
    method_paths_from_routes,
    response_scoped_dependency,
)
from scoped_fastapi.introspection.application_routes import application_routes


@pytest.mark.parametrize("app_class", [FastAPI, ScopedFastAPI])
@pytest.mark.parametrize("router_class", [APIRouter, ScopedRouter])
def test_prefixes_and_methods(app_class: type[FastAPI], router_class: type[APIRouter]) -> None:
    app, outer, inner = app_class(), router_class(prefix="/outer"), router_class(prefix="/items")

    @inner.get("/{id}")
    @inner.put("/{id}")
    def item(id: int) -> None: ...

    @inner.websocket("/ws")
    async def talk(websocket: WebSocket) -> None: ...

    @app.get("/")
    def root() -> None: ...

    outer.include_router(inner)
    app.include_router(outer, prefix="/api")
    app.include_router(inner, prefix="/v2")
    app.mount("/static", app_class())
    app.router.routes.append(Route("/plain", PlainTextResponse, methods=["POST"]))
    assert method_paths_from_routes(app.routes) == {
        "GET /",
        "GET /api/outer/items/{id}",
        "PUT /api/outer/items/{id}",
        "GET /v2/items/{id}",
        "PUT /v2/items/{id}",
        "POST /plain",
    }


def test_any_iterable_of_routes() -> None:
    router = APIRouter()
    router.add_api_route("/a", lambda: None)
    assert method_paths_from_routes(iter(router.routes)) == {"GET /a"}
    assert method_paths_from_routes([Mount("/m", routes=list(router.routes))]) == set()
    assert method_paths_from_routes(()) == set()


DOCUMENTATION = {
    f"{method} {path}"
    for method in ("GET", "HEAD")
    for path in ("/openapi.json", "/docs", "/docs/oauth2-redirect", "/redoc")
}


def test_documentation() -> None:
    app = FastAPI()
    app.add_api_route("/a", lambda: None)
    assert method_paths_from_routes(app.routes) == {"GET /a"}
    listed = method_paths_from_routes(app.routes, documentation=True)
    assert listed == {"GET /a"} | DOCUMENTATION
    # This is what the seed does.
    assert listed == {
        f"{method} {route.path}"
        for route in app.routes
        if isinstance(route, Route)
        for method in route.methods or ()
    }


@pytest.mark.parametrize("make", [FastAPI, ScopedFastAPI])
def test_mounts(make: type[FastAPI]) -> None:
    app, inner, router = make(), make(docs_url=None, redoc_url=None), APIRouter(prefix="/r")
    inner.add_api_route("/a", lambda: None, methods=["PUT"])
    router.add_api_route("/b", lambda: None)
    router.routes.append(Mount("/group", routes=[Route("/each", PlainTextResponse)]))
    inner.include_router(router)
    inner.mount("/again", inner)
    app.mount("/m", inner)
    app.mount("/{name}/m", inner)
    app.mount("/asgi", PlainTextResponse(""))
    app.router.routes.append(Host("api.example.org", app=inner))
    assert method_paths_from_routes(app.routes) == set()
    inside = ["GET {}/r/b", "PUT {}/a"]
    # Until 0.136 FastAPI does not include what is mounted in a router.
    if "GET /r/group/each" in method_paths_from_routes(inner.routes, mounts=True):
        inside += ["GET {}/r/group/each", "HEAD {}/r/group/each"]
    expected = {
        each.format(prefix)
        for each in inside
        for prefix in ("/m", "/{name}/m", "//api.example.org")
    }
    assert method_paths_from_routes(app.routes, mounts=True) == expected
    documented = method_paths_from_routes(app.routes, mounts=True, documentation=True)
    assert documented - expected == DOCUMENTATION | {
        f"{method} {prefix}/openapi.json"
        for method in ("GET", "HEAD")
        for prefix in ("/m", "/{name}/m", "//api.example.org")
    }


@pytest.mark.parametrize("app_class", [FastAPI, ScopedFastAPI])
@pytest.mark.parametrize("router_class", [APIRouter, ScopedRouter])
def test_websockets_that_are_included(
    app_class: type[FastAPI], router_class: type[APIRouter]
) -> None:
    @response_scoped_dependency
    async def session() -> Any:
        yield

    async def of_the_inclusion() -> Any:
        yield

    app, outer, inner = app_class(), router_class(), router_class(prefix="/inner")

    @inner.websocket("/ws")
    async def talk(websocket: WebSocket, session: Any = Depends(session)) -> None: ...

    @inner.get("/item")
    def item() -> None: ...

    inner.routes.append(WebSocketRoute("/inner/plain", talk))
    outer.include_router(inner, prefix="/v1")
    app.include_router(outer, dependencies=[Depends(of_the_inclusion)])
    described = {route["path"]: route for route in application_routes(app)}
    assert [*described] == ["/v1/inner/ws", "/v1/inner/item", "/v1/inner/plain"]
    websocket = described["/v1/inner/ws"]
    assert websocket["kind"] == described["/v1/inner/plain"]["kind"] == "websocket"
    assert websocket["handler"]["name"] == "talk"
    names = [dependency["name"] for dependency in websocket["dependencies"]]
    assert names == ["of_the_inclusion", "session"]
    assert with_teardown(websocket)["teardown"] == {
        "before_response": ["session"],
        "after_response": ["of_the_inclusion"],
    }
    assert method_paths_from_routes(app.routes) == {"GET /v1/inner/item"}
