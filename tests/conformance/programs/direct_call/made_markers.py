# Markers that functions of the project make, whatever those are given.
# outcome: silent
from typing import Any

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


def get_limit() -> int:
    return 3


def limited() -> Any:
    return Depends(get_limit)


def provided_by(dependency: Any) -> Any:
    """What is depended on is only known where this is called."""
    return Depends(dependency)


def page(default: int = 1) -> Any:
    return Query(default, ge=1)


def first_page() -> Any:
    return page(1)


def plain(default: int = 1) -> Any:
    return int(default)


@app.get("/limit")
def limit(value: int = limited()) -> str:
    return type(value).__name__


@app.get("/given")
def given(value: int = provided_by(get_limit)) -> str:
    return type(value).__name__


@app.get("/pages")
def pages(value: int = page(2), other: int = first_page()) -> str:
    return f"{type(value).__name__} {type(other).__name__}"


@app.get("/plain")
def with_a_plain_default(value: int = plain(2)) -> str:
    return type(value).__name__


def call() -> list[str]:
    return [
        limit(),  # E[fastapi-direct-call]
        given(),  # E[fastapi-direct-call]
        pages(value=1),  # E[fastapi-direct-call]
        pages(1, 2),
        with_a_plain_default(),
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/limit").json() == "int"
    assert client.get("/given").json() == "int"
    assert client.get("/pages").json() == "int int"
    assert call() == ["Depends", "Depends", "int Query", "int int", "int"]
