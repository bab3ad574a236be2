# A page of one thing is no page of another.
# outcome: 500
from typing import Generic, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
T = TypeVar("T")


class Book(BaseModel):
    id: int


class BookOut(BaseModel):
    id: int
    title: str


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int = 0


class Envelope(BaseModel, Generic[T]):
    data: T


class LargePage(Page[T], Generic[T]):
    pass


@app.get("/page", response_model=Page[BookOut])
def page() -> Page[Book]:  # E[fastapi-response-model]
    return Page(items=[Book(id=1)], total=1)


@app.get("/variable", response_model=Page[BookOut])
def variable() -> Page[Book]:  # E[fastapi-response-model]
    found = Page[Book](items=[Book(id=1)])
    return found


@app.get("/envelope", response_model=Envelope[BookOut])
def envelope() -> Envelope[Book]:  # E[fastapi-response-model]
    return Envelope(data=Book(id=1))


@app.get("/envelope-of-list", response_model=Envelope[list[BookOut]])
def envelope_of_list() -> Envelope[list[Book]]:  # E[fastapi-response-model]
    return Envelope(data=[Book(id=1)])


@app.get("/list", response_model=Page[Book])
def listed() -> list[Book]:  # E[fastapi-response-model]
    return [Book(id=1)]


@app.get("/right", response_model=Page[Book])
def right() -> Page[BookOut]:
    return Page(items=[BookOut(id=1, title="Emma")])


@app.get("/large", response_model=Page[Book])
def large() -> LargePage[Book]:
    return LargePage(items=[Book(id=1)])


def demonstrate(client: TestClient) -> None:
    for path in ("page", "variable", "envelope", "envelope-of-list", "list"):
        assert client.get(f"/{path}").status_code == 500, path
    assert client.get("/right").json() == {"items": [{"id": 1}], "total": 0}
    assert client.get("/large").status_code == 200
