# SQLModel drops the arguments of a generic model: what a type variable stands for is not validated.
# outcome: 500
from typing import Any, Generic, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlmodel import SQLModel

app = FastAPI()
T = TypeVar("T")


class Hero(SQLModel):
    name: str


class Villain(SQLModel):
    lair: str


class Loot:
    def __init__(self) -> None:
        self.gold = 1


class Page(SQLModel, Generic[T]):
    items: list[T]
    total: int = 0


class Counted(Page[Hero]):
    total: int


class Strict(BaseModel, Generic[T]):
    items: list[T]


class Book(BaseModel):
    page: Page[Hero]


@app.get("/right/items", response_model=Page[Hero])
def items() -> Any:
    return {"items": [{"lair": "a"}]}


@app.get("/right/declared", response_model=Page[Hero])
def declared() -> Page[Villain]:
    return Page(items=[Villain(lair="a")])


@app.get("/right/object", response_model=Page[Hero])
def made() -> Any:
    return Page[Villain](items=[Villain(lair="a")])


@app.get("/right/no-model", response_model=Page[Loot])
def no_model() -> Any:
    return {"items": [1]}


@app.get("/right/derived", response_model=Counted)
def derived() -> Any:
    return {"items": [{"lair": "a"}], "total": 1}


@app.get("/right/inside", response_model=Book)
def inside() -> Any:
    return {"page": {"items": [{"lair": "a"}]}}


@app.get("/right/pages", response_model=list[Page[Hero]])
def pages() -> list[Page[Villain]]:
    return [Page(items=[Villain(lair="a")])]


@app.get("/no-items", response_model=Page[Hero])
def no_items() -> Any:
    return {"total": 1}  # E[fastapi-response-model]


@app.get("/no-list", response_model=Page[Hero])
def no_list() -> Any:
    return {"items": 3}  # E[fastapi-response-model]


@app.get("/derived-without", response_model=Counted)
def derived_without() -> Any:
    return {"items": []}  # E[fastapi-response-model]


@app.get("/inside-without", response_model=Book)
def inside_without() -> Any:
    return {"page": {"total": 1}}  # E[fastapi-response-model]


@app.get("/pydantic", response_model=Strict[Hero])
def generic_of_pydantic() -> Any:
    return {"items": [{"lair": "a"}]}  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
