# Variables and parameters whose names are those of responses and routers.
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient


def respond(Response: Callable[..., Any]) -> Any:  # noqa: N803
    return Response("text", status_code=204)


class Cache:
    def get(self, key: str, status_code: int = 204) -> Callable[[Any], Any]:
        def keep(function: Any) -> Any:
            return function

        return keep


def build(app: Cache) -> Callable[[], int]:
    @app.get("/items", status_code=204)
    def read() -> int:
        return 1

    return read  # type: ignore[no-any-return]


answers = [respond(lambda content, status_code: content), build(Cache())()]
app = FastAPI()


def demonstrate(client: TestClient) -> None:
    assert answers == ["text", 1]
    assert client.get("/").status_code == 404
