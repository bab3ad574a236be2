# An instance with `__call__` provides what the call returns, awaited or iterated.
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Plain:
    def __init__(self, value: int) -> None:
        self.value = value

    def __call__(self) -> int:
        return self.value


class Async:
    async def __call__(self) -> int:
        return 3


class Yielding:
    def __call__(self) -> Iterator[int]:
        yield 3


class AsyncYielding:
    async def __call__(self) -> AsyncIterator[int]:
        yield 3


class Derived(Async):
    pass


plain = Plain(3)


@app.get("/right")
def right(
    a: Annotated[int, Depends(plain)],
    b: Annotated[int, Depends(Plain(3))],
    c: Annotated[int, Depends(Async())],
    d: Annotated[int, Depends(Yielding())],
    e: Annotated[int, Depends(AsyncYielding())],
    f: Annotated[int, Depends(Derived())],
) -> list[int]:
    return [a, b, c, d, e, f]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == [3] * 6
