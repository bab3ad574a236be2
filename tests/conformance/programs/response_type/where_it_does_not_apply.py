# No route, no annotation that FastAPI sees, or one that it puts off.
# fastapi: 0.134
from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, WebSocket
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = FastAPI()


class Plain:
    pass


def as_text(function: Callable[..., Any]) -> Callable[..., str]:
    def wrapper() -> str:
        return str(function())

    return wrapper


@app.get("/decorated")
@as_text
def decorated() -> Plain:
    return Plain()


@app.get("/stream", response_class=StreamingResponse)
def stream() -> Iterator[str]:
    yield "a"


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> Plain:
    return Plain()


def dependency() -> Plain:
    return Plain()


def make() -> None:
    class Local:
        pass

    @app.get("/local")
    def local() -> Local:
        return Local()


make()


@app.get("/later")
def later() -> Later:
    return Later()


@app.get("/type-checking")
def type_checking() -> list[Session]:
    return []


class Later:
    pass


class Registry:
    def get(self, path: str) -> Callable[[Any], Any]:
        return lambda function: function


registry = Registry()


@registry.get("/")
def other() -> Plain:
    return Plain()


def demonstrate(client: TestClient) -> None:
    assert client.get("/decorated").status_code == 200
    assert client.get("/stream").text == "a"
