# FastAPI takes a function under `@asynccontextmanager` for the generator function that it wraps,
# and fails when it iterates the manager.
# outcome: 500
# fastapi: 0.124
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    pass


@asynccontextmanager
async def session() -> AsyncIterator[Session]:
    yield Session()


@contextmanager
def sync_session() -> Iterator[Session]:
    yield Session()


@app.get("/async")
async def by_async(session: Annotated[Session, Depends(session)]) -> str:  # E[fastapi-depends]
    return type(session).__name__


@app.get("/sync")
async def by_sync(session: Annotated[Session, Depends(sync_session)]) -> str:  # E[fastapi-depends]
    return type(session).__name__


@app.get("/manager")
async def manager(
    session: Annotated[  # E?[fastapi-depends]
        AbstractAsyncContextManager[Session], Depends(session)
    ],
) -> str:
    return type(session).__name__


def demonstrate(client: TestClient) -> None:
    for path in ("/async", "/sync", "/manager"):
        assert client.get(path).status_code == 500
