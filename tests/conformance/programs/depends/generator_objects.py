# A function that returns a generator without a `yield` of its own provides the generator.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def numbers() -> Iterator[int]:
    return iter([1, 2])


async def pages() -> AsyncIterator[int]:
    async def generate() -> AsyncIterator[int]:
        yield 1

    return generate()


@app.get("/")
def read(
    a: Annotated[Iterator[int], Depends(numbers)],
    b: Annotated[AsyncIterator[int], Depends(pages)],
    c: Annotated[int, Depends(numbers)],  # E[fastapi-depends]
    d: Annotated[int, Depends(pages)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    names = ["list_iterator", "async_generator", "list_iterator", "async_generator"]
    assert client.get("/").json() == names
