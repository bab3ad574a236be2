# Plain data, dumped models, and sockets of other kinds.
from typing import Any

from fastapi import FastAPI, WebSocket
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Message(BaseModel):
    text: str = "a"


class Own(WebSocket):
    async def send_json(self, data: Any, mode: str = "text") -> None:
        await super().send_json(data.model_dump(), mode)


class Channel:
    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send_json(self, data: Any) -> None:
        self.sent.append(data)


@app.websocket("/")
async def talk(websocket: WebSocket) -> None:
    await websocket.accept()
    channel = Channel()
    channel.send_json(Message())
    own = Own(websocket.scope, websocket.receive, websocket.send)
    own.application_state = websocket.application_state
    await own.send_json(Message())
    await websocket.send_json(Message().model_dump())
    await websocket.send_json({"text": "a", "numbers": [1, 2]})
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    with client.websocket_connect("/") as websocket:
        assert websocket.receive_json() == {"text": "a"}
