# `yield` dependencies over each other, with cleanup, errors and two scopes.
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


class Engine:
    @contextmanager
    def connect(self) -> Generator["Connection", None, None]:
        yield Connection(self)

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator["Connection", None]:
        yield Connection(self)


class Connection:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine


def get_engine() -> Generator[Engine, None, None]:
    try:
        yield Engine()
    finally:
        log.append("engine")


def get_connection(
    engine: Annotated[Engine, Depends(get_engine)],
) -> Generator[Connection, Any, None]:
    with engine.connect() as connection, nullcontext():
        yield connection


async def get_async_connection(
    engine: Engine = Depends(get_engine, scope="request"),
) -> AsyncGenerator[Connection, None]:
    async with engine.begin() as connection:
        yield connection
        log.append("connection")


@app.get("/")
async def read(
    a: Annotated[Connection, Depends(get_connection)],
    b: Annotated[Connection, Depends(get_async_connection)],
    c: Annotated[Connection, Depends(get_connection, use_cache=False)],
) -> list[str]:
    return [type(value.engine).__name__ for value in (a, b, c)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Engine"] * 3
    assert log == ["connection", "engine"]
