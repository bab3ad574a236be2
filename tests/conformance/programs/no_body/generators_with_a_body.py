# Generators of routes that have a body.
# fastapi: 0.141
from collections.abc import AsyncIterator, Iterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/lines")
async def lines() -> AsyncIterator[int]:
    yield 1
    yield 2


@app.get("/accepted", status_code=202)
def accepted():
    yield 1


@app.get("/raw", response_class=StreamingResponse)
def raw() -> Iterator[str]:
    yield "a"
    yield "b"


def demonstrate(client: TestClient) -> None:
    assert client.get("/lines").text == "1\n2\n"
    assert client.get("/accepted").status_code == 202
    assert client.get("/raw").text == "ab"
