# A `yield` dependency provides what it yields.
# outcome: silent
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Generator,
    Iterable,
    Iterator,
)
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def sync_iterator() -> Iterator[int]:
    yield 3


def sync_generator() -> Generator[int, None, str]:
    yield 3
    return "end"


def sync_iterable() -> Iterable[int]:
    yield 3


async def async_iterator() -> AsyncIterator[int]:
    yield 3


async def async_generator() -> AsyncGenerator[int, None]:
    yield 3


async def async_iterable() -> AsyncIterable[int]:
    yield 3


@app.get("/wrong")
def wrong(
    a: Annotated[str, Depends(sync_iterator)],  # E[fastapi-depends]
    b: Annotated[str, Depends(sync_generator)],  # E[fastapi-depends]
    c: Annotated[str, Depends(sync_iterable)],  # E[fastapi-depends]
    d: Annotated[str, Depends(async_iterator)],  # E[fastapi-depends]
    e: Annotated[str, Depends(async_generator)],  # E[fastapi-depends]
    f: Annotated[str, Depends(async_iterable)],  # E[fastapi-depends]
    g: Annotated[Iterator[int], Depends(sync_iterator)],  # E[fastapi-depends]
    h: Annotated[AsyncGenerator[int, None], Depends(async_generator)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["int"] * 8
