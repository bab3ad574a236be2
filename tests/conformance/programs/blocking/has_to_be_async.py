# What blocks where a `def` would go wrong: the fix is a thread for the call.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import time
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
request_id: ContextVar[str] = ContextVar("request_id", default="none")


async def numbered() -> AsyncIterator[str]:
    token = request_id.set("one")
    time.sleep(0)  # E[fastapi-blocking]
    try:
        yield "one"
    finally:
        request_id.reset(token)


@app.get("/numbered")
async def read_numbered(number: Annotated[str, Depends(numbered)]) -> str:
    return request_id.get() + number


async def work() -> None: ...


@app.get("/task")
async def start_task() -> None:
    time.sleep(0)  # E[fastapi-blocking]
    asyncio.create_task(work())


@app.get("/awaited")
async def awaited() -> None:
    time.sleep(0)  # E[fastapi-blocking]


@app.get("/awaiting")
async def awaiting() -> None:
    await awaited()  # E[fastapi-blocking]


def demonstrate(client: TestClient) -> None:
    assert client.get("/numbered").json() == "oneone"
    for path in ("task", "awaited", "awaiting"):
        assert client.get(f"/{path}").status_code == 200
