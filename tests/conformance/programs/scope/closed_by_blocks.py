# An open file is closed when its block is left, and cannot be streamed then.
# outcome: silent
import io
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/wrong/0")
def opened() -> StreamingResponse:
    with open(__file__) as file:
        return StreamingResponse(file)  # E[fastapi-scope]


@app.get("/wrong/1")
async def temporary() -> StreamingResponse:
    with TemporaryFile() as file:
        file.write(b"a")
        file.seek(0)
        return StreamingResponse(iter(file), media_type="text/plain")  # E[fastapi-scope]


def lines() -> Iterator[str]:
    with open(__file__) as file:
        yield from file


@app.get("/right/0")
def generated() -> StreamingResponse:
    return StreamingResponse(lines())


@app.get("/right/1")
def read() -> StreamingResponse:
    with open(__file__, "rb") as file:
        return StreamingResponse(io.BytesIO(file.read()))


@app.get("/right/2")
def left_open() -> StreamingResponse:
    file: IO[str] = open(__file__)
    return StreamingResponse(file)


@app.get("/right/3")
def rebound() -> StreamingResponse:
    with open(__file__, "rb") as file:
        content = file.readlines()
        return StreamingResponse(iter(content))


def demonstrate(client: TestClient) -> None:
    for number in range(2):
        with pytest.raises(ValueError, match="closed file"):
            client.get(f"/wrong/{number}")
    for number in range(4):
        assert client.get(f"/right/{number}").content
