# Context managers of the project that end the exception: FastAPI is left without a response.
# outcome: 500
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

log: list[str] = []


class Session:
    def close(self) -> None:
        log.append("closed")


@contextmanager
def quiet() -> Iterator[None]:
    try:
        yield
    except Exception:
        log.append("rolled back")


@asynccontextmanager
async def transaction() -> AsyncIterator[Session]:
    with quiet():
        yield Session()


def get_session() -> Iterator[Session]:
    session = Session()
    with quiet():  # E[fastapi-teardown]
        yield session
    session.close()


async def get_transaction() -> AsyncIterator[Session]:
    async with transaction() as session:  # E[fastapi-teardown]
        yield session


app = FastAPI()


@app.get("/session")
def read_session(session: Session = Depends(get_session)) -> None:
    raise HTTPException(404)


@app.get("/transaction")
async def read_transaction(session: Session = Depends(get_transaction)) -> None:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    assert client.get("/session").status_code == 500
    assert log == ["rolled back", "closed"]
    assert client.get("/transaction").status_code == 500
