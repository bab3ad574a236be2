# A context manager that is made at once is a decorator as well, and that is what FastAPI calls.
# outcome: 422
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    pass


@contextmanager
def session() -> Iterator[Session]:
    yield Session()


@asynccontextmanager
async def session_later() -> AsyncIterator[Session]:
    yield Session()


def get_session() -> Iterator[Session]:
    with session() as made:
        yield made


@app.get("/sync")
def sync(made: Annotated[Session, Depends(session())]) -> str:  # E[fastapi-depends]
    return type(made).__name__


@app.get("/async")
async def later(made: Annotated[Session, Depends(session_later())]) -> str:  # E[fastapi-depends]
    return type(made).__name__


@app.get("/entered")
def entered(made: Annotated[Session, Depends(get_session)]) -> str:
    return type(made).__name__


def demonstrate(client: TestClient) -> None:
    for path in ("sync", "async"):
        assert client.get(f"/{path}").json()["detail"][0]["loc"] == ["query", "func"]
    assert client.get("/entered").json() == "Session"
