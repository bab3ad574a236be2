"""Promise 7: a generator is sent the final response, and may decide and add to it."""

from collections.abc import AsyncGenerator, Generator
from typing import Any

import pytest
from asgi_client import request, websocket
from fastapi import APIRouter, Depends, FastAPI, Response, WebSocket
from fastapi.responses import JSONResponse

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

pytestmark = pytest.mark.anyio

received: list[Any] = []


@pytest.fixture(autouse=True)
def nothing_received() -> None:
    received.clear()


@response_scoped_dependency
async def transaction() -> AsyncGenerator[str, Response]:
    response = yield "value"
    received.append(response)
    if response is not None:
        response.headers["x-outcome"] = "rollback" if response.status_code >= 400 else "commit"


@response_scoped_dependency
def sync_transaction() -> Generator[str, Response, None]:
    response = yield "value"
    received.append(response)
    response.set_cookie("closed", "yes")


def application() -> ScopedFastAPI:
    app = ScopedFastAPI()
    router = ScopedRouter()

    @router.get("/model", status_code=201)
    async def model(value: str = Depends(transaction)) -> dict[str, str]:
        return {"value": value}

    @router.get("/conflict")
    async def conflict(value: str = Depends(transaction)) -> Response:
        return JSONResponse({"detail": "taken"}, status_code=409)

    @router.get("/sync")
    async def sync(value: str = Depends(sync_transaction)) -> str:
        return value

    app.include_router(router)
    return app


@pytest.mark.parametrize(
    ("path", "status", "outcome"), [("/model", 201, "commit"), ("/conflict", 409, "rollback")]
)
async def test_its_status_tells_what_to_do(path: str, status: int, outcome: str) -> None:
    answer = await request(application(), path)
    assert answer.status == received[0].status_code == status
    assert answer.header("x-outcome") == outcome


async def test_a_sync_generator_gets_it_too() -> None:
    answer = await request(application(), "/sync")
    assert isinstance(received[0], Response)
    assert (answer.header("set-cookie") or "").startswith("closed=yes")


async def test_none_on_a_plain_router_and_on_a_websocket() -> None:
    app = FastAPI()
    router = APIRouter()

    @router.get("/model")
    async def model(value: str = Depends(transaction)) -> str:
        return value

    @router.websocket("/ws")
    async def talk(websocket: WebSocket, value: str = Depends(transaction)) -> None:
        await websocket.accept()

    app.include_router(router)
    assert (await request(app, "/model")).json() == "value"
    await websocket(app, "/ws")
    assert received == [None, None]
