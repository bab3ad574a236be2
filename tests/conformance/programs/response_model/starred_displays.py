# What is unpacked into a list that is returned counts as what stands in it; text is no list, an enum of text neither.
# outcome: 500
from collections.abc import Iterator
from enum import Enum
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    title: str = ""


class Kind(str, Enum):
    FIRST = "first"


class Sorted(BaseModel):
    items: Kind = Kind.FIRST


class Listed(BaseModel):
    items: list[Item] = []


def list_numbers() -> list[int]:
    return [1, 2]


def iterate_numbers() -> Iterator[int]:
    yield 1


def iterate_texts() -> Iterator[str]:
    yield "a"


def list_items() -> list[Item]:
    return [Item()]


@app.get("/numbers", response_model=list[Item])
def get_numbers():
    return [*list_numbers()]  # E[fastapi-response-model]


@app.get("/iterated", response_model=list[Item])
async def get_iterated() -> Any:
    return [*iterate_numbers()]  # E[fastapi-response-model]


@app.get("/iterator", response_model=list[Item])
def get_iterator(limit: int = 3) -> Any:
    if limit:
        return iterate_numbers()  # E[fastapi-response-model]


@app.get("/more", response_model=list[Item])
def get_more(numbers: int = 3):
    return [*list_numbers(), numbers]  # E[fastapi-response-model]


@app.get("/each", response_model=list[Item])
def get_each(limit: int = 3):
    return [number for number in list_numbers() if number < limit]  # E[fastapi-response-model]


@app.get("/sorted", response_model=Listed)
def get_sorted():
    return Sorted()  # E[fastapi-response-model]


@app.get("/valid", response_model=list[Item])
def get_items():
    return [*list_items(), Item(title="last")]


@app.get("/valid/iterator", response_model=list[str])
def get_texts() -> Any:
    return iterate_texts()


@app.get("/valid/more", response_model=list[Item])
def get_all_items() -> Any:
    return [*list_items(), *list_items()]


def demonstrate(client: TestClient) -> None:
    for path in ("numbers", "iterated", "iterator", "more", "each", "sorted"):
        assert client.get(f"/{path}").status_code == 500, path
    assert client.get("/valid").json() == [{"title": ""}, {"title": "last"}]
    assert client.get("/valid/iterator").json() == ["a"]
    assert client.get("/valid/more").json() == [{"title": ""}, {"title": ""}]
