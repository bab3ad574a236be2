# A response class of one's own may understand tuples.
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class WithStatus(JSONResponse):
    def __init__(self, content: Any, status_code: int = 200, **options: Any) -> None:
        if isinstance(content, list):
            content, status_code = content
        super().__init__(content, status_code, **options)


@app.get("/", response_class=WithStatus)
def read():
    return {"error": "a"}, 404


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 404
