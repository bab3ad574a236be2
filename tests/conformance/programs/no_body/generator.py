# FastAPI streams what a generator yields, whatever the status.
# outcome: protocol-error
# fastapi: 0.141
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/sync", status_code=204)
def stream_sync():  # E[fastapi-no-body]
    yield 1


@app.get("/async", status_code=204)
async def stream_async() -> AsyncIterator[int]:  # E[fastapi-no-body]
    yield 1


def demonstrate(client: TestClient) -> None:
    for path in ("/sync", "/async"):
        response = client.get(path)
        assert response.status_code == 204
        assert response.content == b"1\n"
