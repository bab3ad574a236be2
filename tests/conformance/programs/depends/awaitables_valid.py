# Coroutines and iterators that a parameter asks for.
from collections.abc import AsyncIterator, Awaitable, Coroutine, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


async def value() -> int:
    return 3


def later() -> Coroutine[Any, Any, int]:
    return value()


def numbers() -> Iterator[int]:
    return iter([1, 2])


def pages() -> AsyncIterator[int]:
    async def generate() -> AsyncIterator[int]:
        yield 1

    return generate()


def manager() -> AbstractContextManager[int]:
    return nullcontext(3)


async def nested() -> Iterator[int]:
    return numbers()


@app.get("/")
async def read(
    a: Annotated[Awaitable[int], Depends(later)],
    b: Annotated[Iterator[int], Depends(numbers)],
    c: Annotated[AsyncIterator[int], Depends(pages)],
    d: Annotated[AbstractContextManager[int], Depends(manager)],
    e: Annotated[Iterator[int], Depends(nested)],
) -> list[int]:
    with d as entered:
        return [await a, *b, *[page async for page in c], entered, *e]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [3, 1, 2, 1, 3, 1, 2]
