# Objects with verbs that are not FastAPI's.
from collections.abc import Callable
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Bus:
    def get(self, topic: str, status_code: int) -> Callable[[Any], Any]:
        return lambda function: function

    def post(self, topic: str, **options: Any) -> Callable[[Any], Any]:
        return lambda function: function


bus = Bus()


@bus.get("items", status_code=204)
def on_item() -> int:
    return 1


@bus.post("items", status_code=204, response_model=int)
def on_post() -> int:
    return 1


class JSONResponse:
    def __init__(self, content: object, status_code: int) -> None:
        self.content = content
        self.status_code = status_code


answer = JSONResponse(None, status_code=204)
sent = httpx.Response(204, json={"a": 1})


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 404
