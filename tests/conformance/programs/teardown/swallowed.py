# A dependency that keeps an exception for itself leaves FastAPI without an answer.
# outcome: 500
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def rollback(self) -> None: ...
    def close(self) -> None: ...


def everything() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:  # E[fastapi-teardown]
        session.rollback()
    finally:
        session.close()


async def narrow() -> AsyncIterator[None]:
    try:
        yield
    except (KeyError, HTTPException):  # E[fastapi-teardown]
        pass


def suppressed() -> Iterator[None]:
    with suppress(Exception):  # E[fastapi-teardown]
        yield


def returned() -> Iterator[None]:
    try:
        yield
    finally:
        return  # E[fastapi-teardown]


@app.get("/0", dependencies=[Depends(everything)])
def read_0() -> None:
    raise HTTPException(404)


@app.get("/1", dependencies=[Depends(narrow)])
def read_1() -> None:
    raise HTTPException(404)


@app.get("/2", dependencies=[Depends(suppressed)])
def read_2() -> None:
    raise HTTPException(404)


@app.get("/3", dependencies=[Depends(returned)])
def read_3() -> None:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for number in range(4):
        assert client.get(f"/{number}").status_code == 500
