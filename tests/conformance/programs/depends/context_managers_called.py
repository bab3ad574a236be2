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


@asynccontextmanager
async def open_session() -> AsyncIterator[Session]:
    yield Session()


def manager() -> AbstractAsyncContextManager[Session]:
    return open_session()


@app.get("/")
async def read(
    a: Annotated[AbstractAsyncContextManager[Session], Depends(manager)],
    b: Annotated[Session, Depends(Session)],
    c: Annotated[Session, Depends(manager)],  # E[fastapi-depends]
    d: Annotated[str, Depends(Session)],  # E[fastapi-depends]
) -> list[str]:
    async with a as entered:
        assert isinstance(entered, Session)
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    manager_name = "_AsyncGeneratorContextManager"
    assert client.get("/").json() == [manager_name, "Session", manager_name, "Session"]
