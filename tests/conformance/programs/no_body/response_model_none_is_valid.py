# `response_model=None` with an annotation that holds no value.
from typing import Any

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/none", status_code=204, response_model=None)
def none() -> None:
    return None


@app.delete("/any", status_code=204, response_model=None)
def anything() -> Any:
    return Response(status_code=204)


@app.delete("/optional", status_code=204, response_model=None)
async def optional() -> Response | None:
    return None


def demonstrate(client: TestClient) -> None:
    for path in ("/none", "/any", "/optional"):
        assert client.delete(path).status_code == 204
