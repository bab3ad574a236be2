# A `def` handler runs in a thread, but not the asynchronous generator that it streams.
# outcome: silent
# enable: fastapi-blocking
import time
from collections.abc import AsyncIterator, Iterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()


async def stream() -> AsyncIterator[str]:
    time.sleep(0)
    yield "x"


def plain() -> Iterator[str]:
    time.sleep(0)
    yield "x"


@app.get("/0")
def outer() -> StreamingResponse:
    time.sleep(0)
    return StreamingResponse(stream())  # E[fastapi-blocking]


@app.get("/1")
def inner() -> StreamingResponse:
    async def events() -> AsyncIterator[str]:
        time.sleep(0)
        yield "x"

    return StreamingResponse(events(), media_type="text/event-stream")  # E[fastapi-blocking]


@app.get("/2")
def in_threads() -> StreamingResponse:
    time.sleep(0)
    return StreamingResponse(plain())


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/{number}").text == "x"
