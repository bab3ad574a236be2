# `begin()` blocks that are over before the yield, or that were rolled back.
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


class Session:
    def __init__(self) -> None:
        self.ended = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator["Session"]:
        yield self
        if not self.ended:
            log.append("commit")

    async def rollback(self) -> None:
        self.ended = True


async def before() -> AsyncIterator[Session]:
    session = Session()
    async with session.begin():
        pass
    yield session


async def rolled_back() -> AsyncIterator[Session]:
    session = Session()
    async with session.begin():
        yield session
        await session.rollback()


def begin() -> Session:
    return Session()


async def not_a_block() -> AsyncIterator[Session]:
    session = begin()
    session.begin()
    yield session


@app.get("/")
async def read(
    a: Annotated[Session, Depends(before)],
    b: Annotated[Session, Depends(rolled_back)],
    c: Annotated[Session, Depends(not_a_block)],
) -> None:
    log.clear()


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    assert log == []
