# What a websocket takes from its query, its headers and its dependencies.
# fastapi: 0.157
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Query, WebSocket
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str = "a"


@app.websocket("/{room}")
async def talk(
    websocket: WebSocket,
    room: str,
    item: Annotated[Item, Depends()],
    page: Annotated[Item, Query()],
    token: Annotated[str | None, Header()] = None,
    ids: list[int] = Query([]),
) -> None:
    await websocket.accept()
    await websocket.send_json(ids)
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    with client.websocket_connect("/a?ids=1") as websocket:
        assert websocket.receive_json() == [1]
