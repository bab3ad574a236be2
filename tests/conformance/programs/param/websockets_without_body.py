# A websocket has no body: what is taken from one refuses every connection.
# outcome: silent
from typing import Annotated

from fastapi import Body, FastAPI, Form, WebSocket
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.websockets import WebSocketDisconnect

app = FastAPI()


class Item(BaseModel):
    name: str = "a"


@app.websocket("/ids")
async def talk_ids(websocket: WebSocket, ids: list[int]) -> None:  # E[fastapi-param]
    await websocket.accept()


@app.websocket("/item")
async def talk_item(websocket: WebSocket, item: Item) -> None:  # E[fastapi-param]
    await websocket.accept()


@app.websocket("/text")
async def talk_text(
    websocket: WebSocket,
    text: Annotated[str, Body()],  # E[fastapi-param]
    name: Annotated[str, Form()] = "",  # E[fastapi-param]
) -> None:
    await websocket.accept()


def demonstrate(client: TestClient) -> None:
    for path in ("/ids?ids=1", "/item?name=a", "/text?text=a"):
        try:
            with client.websocket_connect(path):
                raise AssertionError(path)
        except WebSocketDisconnect:
            pass
