# Websockets whose dependencies fit.
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, FastAPI, Query, WebSocket, WebSocketException
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


class Room:
    name = "room"


async def get_room() -> AsyncIterator[Room]:
    yield Room()


async def get_token(
    socket: WebSocket,
    session: Annotated[str | None, Cookie()] = None,
    token: Annotated[str | None, Query()] = None,
) -> str:
    if session is None and token is None:
        raise WebSocketException(code=1008)
    return session or token or ""


RoomDep = Annotated[Room, Depends(get_room)]


@app.websocket("/app")
async def on_app(
    socket: WebSocket, room: RoomDep, token: Annotated[str, Depends(get_token)]
) -> None:
    await socket.accept()
    await socket.send_json([room.name, token])
    await socket.close()


@router.websocket("/router", dependencies=[Depends(get_token)])
async def on_router(socket: WebSocket, room: Room = Depends(get_room)) -> None:
    await socket.accept()
    await socket.send_json([room.name])
    await socket.close()


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    with client.websocket_connect("/app?token=t") as socket:
        assert socket.receive_json() == ["room", "t"]
    with client.websocket_connect("/router?token=t") as socket:
        assert socket.receive_json() == ["room"]
