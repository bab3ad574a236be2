"""Promise 1: torn down after the handler and the serialisation, before `http.response.start`."""

from collections.abc import AsyncGenerator
from typing import Any

import fastapi
import pytest
from asgi_client import request, websocket
from fastapi import APIRouter, BackgroundTasks, FastAPI, Response, WebSocket
from pydantic import BaseModel, field_serializer

import scoped_fastapi
from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

pytestmark = pytest.mark.anyio

events: list[Any] = []


@pytest.fixture(autouse=True)
def no_events() -> None:
    events.clear()


@response_scoped_dependency
async def session() -> AsyncGenerator[str, Response]:
    events.append("session opens")
    yield "a session"
    events.append("session closes")


async def request_scoped() -> AsyncGenerator[None, None]:
    events.append("request-scoped opens")
    yield
    events.append("request-scoped closes")


class Item(BaseModel):
    name: str

    @field_serializer("name")
    def serialize(self, value: str) -> str:
        events.append("serialised")
        return value


class_pairs = [
    (FastAPI, APIRouter),
    (FastAPI, ScopedRouter),
    (ScopedFastAPI, APIRouter),
    (ScopedFastAPI, ScopedRouter),
]
both_depends = pytest.mark.parametrize("depends", [fastapi.Depends, scoped_fastapi.Depends])
all_classes = pytest.mark.parametrize(("app_class", "router_class"), class_pairs)


def add_routes(router: APIRouter | FastAPI, depends: Any) -> None:
    @router.get("/item", dependencies=[fastapi.Depends(request_scoped)])
    async def read(background: BackgroundTasks, value: str = depends(session)) -> Item:
        events.append("handler")
        background.add_task(events.append, "background")
        return Item(name=value)


WHOLE_REQUEST = [
    "request-scoped opens",
    "session opens",
    "handler",
    "serialised",
    "session closes",
    "http.response.start",
    "http.response.body",
    "background",
    "request-scoped closes",
]


@both_depends
@pytest.mark.parametrize("app_class", [FastAPI, ScopedFastAPI])
async def test_on_an_application(app_class: type[FastAPI], depends: Any) -> None:
    app = app_class()
    add_routes(app, depends)
    answer = await request(app, "/item", events=events)
    assert (answer.status, answer.json()) == (200, {"name": "a session"})
    assert events == WHOLE_REQUEST


@both_depends
@all_classes
async def test_on_an_included_router(
    app_class: type[FastAPI], router_class: type[APIRouter], depends: Any
) -> None:
    app, router = app_class(), router_class()
    add_routes(router, depends)
    app.include_router(router, prefix="/one")
    app.include_router(router, prefix="/two")
    for prefix in ("/one", "/two"):
        events.clear()
        assert (await request(app, f"{prefix}/item", events=events)).status == 200
        assert events == WHOLE_REQUEST


@all_classes
async def test_nested_with_dependencies_of_routers_and_of_the_application(
    app_class: type[FastAPI], router_class: type[APIRouter]
) -> None:
    def recording(name: str) -> Any:
        @response_scoped_dependency
        async def dependency() -> AsyncGenerator[None, Response]:
            events.append(f"{name} opens")
            yield
            events.append(f"{name} closes")

        return fastapi.Depends(dependency)

    app = app_class(dependencies=[recording("app")])
    outer = router_class(prefix="/outer", dependencies=[recording("outer")])
    inner = router_class(prefix="/inner", dependencies=[recording("inner")])
    add_routes(inner, fastapi.Depends)
    outer.include_router(inner, dependencies=[recording("include")])
    app.include_router(outer)
    assert (await request(app, "/outer/inner/item", events=events)).status == 200
    opened = [event.split()[0] for event in events if event.endswith(" opens")]
    assert opened == ["app", "outer", "include", "inner", "request-scoped", "session"]
    start = events.index("http.response.start")
    assert events[start - 5 : start] == [
        "session closes",
        "inner closes",
        "include closes",
        "outer closes",
        "app closes",
    ]


@all_classes
async def test_mounted(app_class: type[FastAPI], router_class: type[APIRouter]) -> None:
    app, mounted, router = app_class(), app_class(), router_class()
    add_routes(router, fastapi.Depends)
    mounted.include_router(router)
    app.mount("/mounted", mounted)
    assert (await request(app, "/mounted/item", events=events)).status == 200
    assert events == WHOLE_REQUEST


@both_depends
@all_classes
async def test_on_a_websocket(
    app_class: type[FastAPI], router_class: type[APIRouter], depends: Any
) -> None:
    app, router = app_class(), router_class()

    @router.websocket("/ws", dependencies=[fastapi.Depends(request_scoped)])
    async def talk(websocket: WebSocket, value: str = depends(session)) -> None:
        await websocket.accept()
        await websocket.send_text(value)
        events.append("handler")

    app.include_router(router, prefix="/api")
    sent = await websocket(app, "/api/ws")
    assert sent[1]["text"] == "a session"
    assert events == [
        "request-scoped opens",
        "session opens",
        "handler",
        "session closes",
        "request-scoped closes",
    ]
