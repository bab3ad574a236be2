# An asynchronous generator runs on the event loop while it is sent; a plain one runs in threads.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import time
from collections.abc import AsyncIterator, Iterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()


async def stream(number: int) -> AsyncIterator[str]:
    for _ in range(number):
        time.sleep(0)
        yield "x"


async def waiting() -> AsyncIterator[str]:
    await asyncio.sleep(0)
    yield "x"


def plain() -> Iterator[str]:
    time.sleep(0)
    yield "x"


@app.get("/0")
async def inner() -> StreamingResponse:
    async def events() -> AsyncIterator[str]:
        time.sleep(0)
        yield "x"

    return StreamingResponse(events(), media_type="text/event-stream")  # E[fastapi-blocking]


@app.get("/1")
async def outer() -> StreamingResponse:
    return StreamingResponse(content=stream(1))  # E[fastapi-blocking]


@app.get("/2")
async def named() -> StreamingResponse:
    events = stream(1)  # E[fastapi-blocking]
    return StreamingResponse(events)


@app.get("/3")
async def gone_through() -> StreamingResponse:
    texts = [text async for text in stream(1)]  # E[fastapi-blocking]
    async for text in waiting():
        texts.append(text)
    return StreamingResponse(iter(texts))


@app.get("/4")
async def in_threads() -> StreamingResponse:
    return StreamingResponse(plain())


@app.get("/5")
async def awaits() -> StreamingResponse:
    return StreamingResponse(waiting())


def demonstrate(client: TestClient) -> None:
    for number in range(6):
        assert client.get(f"/{number}").text.startswith("x")
