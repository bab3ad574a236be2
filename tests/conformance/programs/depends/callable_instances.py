# An instance with `__call__` provides what the call returns, awaited or iterated.
# outcome: silent
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


@app.get("/wrong")
def wrong(
    a: Annotated[str, Depends(plain)],  # E[fastapi-depends]
    b: Annotated[str, Depends(Plain(3))],  # E[fastapi-depends]
    c: Annotated[str, Depends(Async())],  # E[fastapi-depends]
    d: Annotated[str, Depends(Yielding())],  # E[fastapi-depends]
    e: Annotated[str, Depends(AsyncYielding())],  # E[fastapi-depends]
    f: Annotated[Plain, Depends(plain)],  # E[fastapi-depends]
    g: str = Depends(Derived()),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["int"] * 7
