# `functools.partial` provides what the function under it provides.
# outcome: silent
# fastapi: 0.124
import functools
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    def __init__(self, name: str) -> None:
        self.name = name


def get(number: int) -> int:
    return number


async def fetch(number: int) -> int:
    return number


def sync_session(number: int) -> Iterator[int]:
    yield number


async def session(number: int) -> AsyncIterator[int]:
    yield number


get_three = partial(get, 3)


@app.get("/wrong")
async def wrong(
    a: Annotated[str, Depends(partial(get, 3))],  # E[fastapi-depends]
    b: Annotated[str, Depends(partial(fetch, number=3))],  # E[fastapi-depends]
    c: Annotated[str, Depends(functools.partial(sync_session, 3))],  # E[fastapi-depends]
    d: Annotated[str, Depends(partial(session, 3))],  # E[fastapi-depends]
    e: Annotated[str, Depends(partial(User, name="Ada"))],  # E[fastapi-depends]
    f: str = Depends(get_three),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    names = ["int", "int", "int", "int", "User", "int"]
    assert client.get("/wrong").json() == names
