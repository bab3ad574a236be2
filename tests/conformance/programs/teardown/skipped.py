# What stands behind a bare yield is skipped when an exception is thrown in there.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


class Session:
    def close(self) -> None:
        log.append("close")

    async def aclose(self) -> None:
        log.append("aclose")

    def rollback(self) -> None: ...


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()  # E[fastapi-teardown]


async def get_async() -> AsyncIterator[Session]:
    session = Session()
    yield session
    await session.aclose()  # E[fastapi-teardown]


def get_failing() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except HTTPException:
        log.append("failed")
        raise
    session.close()  # E[fastapi-teardown]


@app.get("/{number}")
def read(
    number: int,
    a: Annotated[Session, Depends(get_session)],
    b: Annotated[Session, Depends(get_async)],
    c: Annotated[Session, Depends(get_failing)],
) -> None:
    if number:
        raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    assert client.get("/0").status_code == 200
    assert sorted(log) == ["aclose", "close", "close"]
    log.clear()
    assert client.get("/1").status_code == 404
    assert log == ["failed"]
