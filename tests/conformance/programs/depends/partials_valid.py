# `functools.partial` provides what the function under it provides.
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


@app.get("/right")
async def right(
    a: Annotated[int, Depends(partial(get, 3))],
    b: Annotated[int, Depends(partial(fetch, number=3))],
    c: Annotated[int, Depends(functools.partial(sync_session, 3))],
    d: Annotated[int, Depends(partial(session, 3))],
    e: Annotated[User, Depends(partial(User, name="Ada"))],
    f: Annotated[int, Depends(get_three)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    names = ["int", "int", "int", "int", "User", "int"]
    assert client.get("/right").json() == names
