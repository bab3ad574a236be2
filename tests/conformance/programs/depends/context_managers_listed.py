# A function under `@contextmanager` is no dependency, whoever receives its value.
# outcome: 500
# fastapi: 0.124
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@contextmanager
def timed() -> Iterator[None]:
    yield


@asynccontextmanager
async def transaction() -> AsyncIterator[str]:
    yield "transaction"


@app.get("/listed", dependencies=[Depends(timed)])  # E[fastapi-depends]
def listed() -> None:
    return None


@app.get("/listed-async", dependencies=[Depends(transaction)])  # E[fastapi-depends]
def listed_async() -> None:
    return None


@app.get("/any")
def anything(value: Any = Depends(transaction)) -> None:  # E[fastapi-depends]
    return None


@app.get("/not-annotated")
def not_annotated(value=Depends(timed)) -> None:  # E[fastapi-depends]
    return None


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
