# What is returned satisfies the model, though the return annotation says something else.
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class BookRead(BaseModel):
    title: str


class Activity(BaseModel):
    status: str


@dataclass
class Book:
    title: str


def find_books() -> Sequence[Book]:
    return [Book("Emma")]


@app.get("/books", response_model=list[BookRead])
def list_books() -> BookRead:
    books = find_books()
    return books  # type: ignore[return-value]


@app.patch("/book", response_model=BookRead)
def change_book() -> list[BookRead]:
    book = Book("Emma")
    return book  # type: ignore[return-value]


@app.post("/activate", response_model=Activity)
def activate() -> BookRead:
    activity = Activity(status="done")
    return activity  # type: ignore[return-value]


def demonstrate(client: TestClient) -> None:
    assert client.get("/books").json() == [{"title": "Emma"}]
    assert client.patch("/book").json() == {"title": "Emma"}
    assert client.post("/activate").json() == {"status": "done"}
