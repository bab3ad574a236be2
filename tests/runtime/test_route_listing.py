"""Promise 12: `method_paths_from_routes`."""

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, WebSocket
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from scoped_fastapi import ScopedFastAPI, ScopedRouter, method_paths_from_routes


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
