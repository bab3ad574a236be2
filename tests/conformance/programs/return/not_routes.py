# Functions that are no handlers of an HTTP route return what they like.
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, HTTPException, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()


class Registry:
    def get(self, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return lambda function: function


registry = Registry()


@registry.get("/a")
def of_registry():
    return {"error": "a"}, 404


@registry.get("/b")
def exception_of_registry():
    return HTTPException(404)


def helper():
    return {"error": "a"}, 404


def make(status: int):
    if status < 400:
        return None
    return HTTPException(status)


@app.websocket("/socket")
async def socket(websocket: WebSocket):
    await websocket.accept()
    await websocket.send_json(helper())
    await websocket.close()
    return {"closed": True}, 404


@app.on_event("startup")
def start():
    return "started", 200


@app.get("/")
def read() -> int:
    error = make(404)
    if error is not None:
        raise error
    return helper()[1]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 404
    with client.websocket_connect("/socket") as socket:
        assert socket.receive_json() == [{"error": "a"}, 404]
