# A method may be another one, or give another thing, in what an object really is.
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Named(BaseModel):
    name: str = "a"


class Book(Named):
    id: int = 3


class Books:
    def find(self):
        return {"name": "a", "id": None}

    def whole(self):
        return {"name": "a", "id": 3}

    def over(self):
        return self.find()

    def kept(self):
        return {"id": "none"}


class NewBooks(Books):
    def find(self):
        return {"name": "a", "id": 3}


class Switched:
    def __new__(cls):
        return NewBooks()

    def find(self):
        return {"id": "none"}


def give() -> Books:
    return NewBooks()


books = Books()
declared: Books = NewBooks()
patched = Books()
patched.kept = lambda: {"id": 3}  # type: ignore[method-assign]


@app.get("/0", response_model=Book)
def whole():
    return books.whole()


@app.get("/1", response_model=Book)
def given(service: Annotated[Books, Depends(give)]):
    return service.find()


@app.get("/2", response_model=Book)
def of_declared():
    return declared.find()


@app.get("/3", response_model=Book)
def over():
    return NewBooks().over()


@app.get("/4", response_model=Book)
def switched():
    return Switched().find()


@app.get("/5", response_model=Book)
def of_patched():
    return patched.kept()


@app.get("/6", response_model=Book)
def rebound(service: Books = Depends()):
    service = NewBooks()
    return service.find()


@app.get("/7", response_model=Book)
def validated():
    return Named.model_validate(Book())


def demonstrate(client: TestClient) -> None:
    for number in range(8):
        assert client.get(f"/{number}").json() == {"name": "a", "id": 3}
