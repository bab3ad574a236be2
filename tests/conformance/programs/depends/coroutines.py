# What an `async def` returns is awaited; what a plain function returns is not.
# outcome: silent
from collections.abc import Awaitable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


async def get_id() -> int:
    return 3


def start() -> Coroutine[Any, Any, int]:
    return get_id()


def begin() -> Awaitable[int]:
    return get_id()


@app.get("/")
async def read(
    a: Annotated[int, Depends(get_id)],
    b: Annotated[str, Depends(get_id)],  # E[fastapi-depends]
    c: Annotated[Awaitable[int], Depends(start)],
    d: Annotated[int, Depends(start)],  # E[fastapi-depends]
    e: Annotated[Awaitable[int], Depends(begin)],
    f: Annotated[int, Depends(begin)],  # E[fastapi-depends]
    g: Annotated[int, Depends(lambda: get_id())],  # E[fastapi-depends]
    h: Annotated[Awaitable[int], Depends(get_id)],  # E[fastapi-depends]
) -> list[str]:
    assert await c == 3
    return [type(value).__name__ for value in (a, b, c, d, f, g, h)]


def demonstrate(client: TestClient) -> None:
    names = ["int", "int", "coroutine", "coroutine", "coroutine", "coroutine", "int"]
    assert client.get("/").json() == names
