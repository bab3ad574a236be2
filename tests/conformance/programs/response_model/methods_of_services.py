# What a method without annotations returns is read where its object is certain.
# outcome: 500
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Named(BaseModel):
    name: str


class Book(Named):
    id: int


class Books:
    def all(self):
        return [{"name": "a"}]

    def find(self, number):
        return {"name": f"book {number}"}

    async def fetch(self):
        return {"title": "a"}


class OldBooks(Books):
    def find(self, number):
        found = {"name": "old"}
        return found


books = Books()


@app.get("/0", response_model=list[Book])
def list_books():
    return books.all()  # E[fastapi-response-model]


@app.get("/1", response_model=Book)
def made():
    return Books().find(3)  # E[fastapi-response-model]


@app.get("/2", response_model=Book)
def given(service: Annotated[Books, Depends()]):
    return service.find(3)  # E[fastapi-response-model]


@app.get("/3", response_model=Book)
async def awaited(service: Books = Depends(Books)):
    found = await service.fetch()
    return found  # E[fastapi-response-model]


@app.get("/4", response_model=Book)
def derived(service: Books = Depends(OldBooks)):
    return service.find(3)  # E[fastapi-response-model]


@app.get("/5", response_model=Book)
def validated():
    return Named.model_validate({"name": "a"})  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for number in range(6):
        assert client.get(f"/{number}").status_code == 500
