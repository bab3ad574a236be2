# A function that returns a context manager, and a class that is one, provide the manager.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import Self

app = FastAPI()


class Session:
    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        return None


class Connection:
    pass


@asynccontextmanager
async def open_connection() -> AsyncIterator[Connection]:
    yield Connection()


def manager() -> AbstractAsyncContextManager[Connection]:
    return open_connection()


@app.get("/")
async def read(
    a: Annotated[AbstractAsyncContextManager[Connection], Depends(manager)],
    b: Annotated[Session, Depends(Session)],
    c: Annotated[Connection, Depends(manager)],  # E[fastapi-depends]
    d: Annotated[str, Depends(Session)],  # E[fastapi-depends]
) -> list[str]:
    async with a as entered:
        assert isinstance(entered, Connection)
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    manager_name = "_AsyncGeneratorContextManager"
    assert client.get("/").json() == [manager_name, "Session", manager_name, "Session"]
