# A `yield` dependency provides what it yields.
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


@app.get("/right")
def right(
    a: Annotated[int, Depends(sync_iterator)],
    b: Annotated[int, Depends(sync_generator)],
    c: Annotated[int, Depends(sync_iterable)],
    d: int = Depends(async_iterator),
    e: int = Depends(async_generator),
    f: int = Depends(async_iterable),
) -> list[int]:
    return [a, b, c, d, e, f]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == [3] * 6
