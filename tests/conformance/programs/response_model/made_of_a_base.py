# A subclass may have what the declared class lacks, but an object that is made on the spot is none.
# outcome: 500

from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import (
    BaseModel,
)

app = FastAPI()


class Priced(BaseModel):
    price: float
    total: float


class Listed(BaseModel):
    one: Priced
    several: list[Priced] = []


class Note:
    def __init__(self) -> None:
        self.price = 3


class PricedNote(Note):
    def __init__(self) -> None:
        super().__init__()
        self.total = 3


class Base(BaseModel):
    price: float = 1


class Derived(Base):
    total: float = 2


def find() -> Base:
    return Derived()


def fill(note: Note) -> None:
    setattr(note, "total", 3)


@app.get("/right/subclass-of-what-is-declared", response_model=Priced)
def subclass_of_what_is_declared() -> Base:
    return Derived()


@app.get("/base-itself", response_model=Priced)
def base_itself() -> Base:
    return Base()  # E[fastapi-response-model]


@app.get("/right/made-of-the-subclass", response_model=Priced)
def made_of_the_subclass() -> Base:
    return Derived(total=3)


@app.get("/right/found", response_model=Priced)
async def found() -> Base:
    base: Base = Derived()
    return base


@app.get("/awaited", response_model=Priced)
async def in_an_async_handler(fails: bool = False) -> Base:
    if fails:
        return Derived()
    return Base(price=3)  # E[fastapi-response-model]


@app.get("/in-a-dictionary", response_model=Listed)
def in_a_dictionary() -> Any:
    return {"one": Base()}  # E[fastapi-response-model]


@app.get("/in-a-list", response_model=Listed)
def in_a_list() -> Any:
    return {"one": Derived(), "several": [Derived(), Base()]}  # E[fastapi-response-model]


@app.get("/list", response_model=list[Priced])
def of_a_loop() -> Any:
    return [Base(price=number) for number in range(2)]  # E[fastapi-response-model]


@app.get("/name", response_model=Priced)
def by_name() -> Any:
    base = Base()
    base.price = 3
    return base  # E[fastapi-response-model]


@app.get("/right/in-a-dictionary", response_model=Listed)
def found_in_a_dictionary() -> Any:
    return {"one": find(), "several": [find(), Derived()]}


@app.get("/right/bound-twice", response_model=Priced)
def bound_twice(is_total: bool = True) -> Any:
    base = Base()
    if is_total:
        base = find()
    return base


@app.get("/right/filled-elsewhere", response_model=Priced)
def filled_elsewhere() -> Any:
    note = Note()
    fill(note)
    return note


@app.get("/right/declared-wider", response_model=Priced)
def declared_wider():
    note: Note = PricedNote()
    return note


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
