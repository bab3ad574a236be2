# Markers behind a `cast`, which is there for the type checker alone, and in names.
# outcome: silent
from typing import cast

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()
LIMIT = cast(int, Query(3))


def get_number() -> int:
    return 3


@app.get("/")
def read(limit: int = cast(int, Query(3)), number: int = cast(int, Depends(get_number))) -> int:
    return limit + number


@app.get("/named")
def named(limit: int = LIMIT) -> list[int]:
    return [limit]


def plain(limit: int = cast(int, "3")) -> list[int]:
    return [limit]


def use() -> list[list[int]]:
    read(1, 2)
    plain()
    return [named()]  # E[fastapi-direct-call]


def add() -> int:
    return read(3)  # E[fastapi-direct-call]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 6
    assert client.get("/named").json() == [3]
    assert type(use()[0][0]).__name__ == "Query"
    try:
        add()
    except TypeError:
        return
    raise AssertionError
