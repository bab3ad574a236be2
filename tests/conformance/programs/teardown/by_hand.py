# A generator that nobody keeps, one inside of another one, and a cached coroutine.
# outcome: 500
# fastapi: 0.124
from collections.abc import AsyncIterator, Iterator
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


class Session:
    closed = False

    def close(self) -> None:
        self.closed = True


def get_session() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


async def get_async() -> AsyncIterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


@app.get("/taken")
def taken() -> bool:
    session = next(get_session())  # E[fastapi-teardown]
    return session.closed


async def around() -> AsyncIterator[Session]:
    async for session in get_async():  # E[fastapi-teardown]
        yield session


@app.get("/around")
def read_around(session: Annotated[Session, Depends(around)]) -> bool:
    return session.closed


@lru_cache  # E[fastapi-teardown]
async def get_number() -> int:
    return 1


@app.get("/cached")
async def cached(number: Annotated[int, Depends(get_number)]) -> int:
    return number


def demonstrate(client: TestClient) -> None:
    assert client.get("/taken").json() is True
    assert client.get("/around").json() is False
    assert client.get("/cached").status_code == 200
    assert client.get("/cached").status_code == 500
