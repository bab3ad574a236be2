# Dictionaries that are made of others: `{**one, ...}`, `one | two`, `dict(one, ...)`, a dump with a name.
# outcome: 500
from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Book(BaseModel):
    id: int
    title: str


class BookOut(BaseModel):
    id: int
    title: str
    price: float


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: int
    price: float


class Renamed(BaseModel):
    id: int
    name: str


def find_book() -> Book:
    return Book(id=1, title="Emma")


def more() -> dict[str, Any]:
    return {"price": 3}


@app.get("/spread", response_model=BookOut)
def spread():
    book = Book(id=1, title="Emma")
    return {**book.model_dump(), "cost": 3}  # E[fastapi-response-model]


@app.get("/spread-name", response_model=BookOut)
def spread_name():
    base = {"id": 1, "title": "Emma"}
    return {**base, "cost": 3}  # E[fastapi-response-model]


@app.get("/or", response_model=Renamed)
def joined():
    return find_book().model_dump() | {"nam": "Emma"}  # E[fastapi-response-model]


@app.get("/dict", response_model=Renamed)
def made_of_one():
    return dict({"id": 1}, nam="Emma")  # E[fastapi-response-model]


@app.get("/named", response_model=Renamed)
def named_dump():
    data = find_book().model_dump()
    return data  # E[fastapi-response-model]


@app.get("/encoded", response_model=Renamed)
def named_encoding() -> Any:
    data = jsonable_encoder(find_book())
    return data  # E[fastapi-response-model]


@app.get("/listed", response_model=list[Renamed])
def listed() -> Any:
    books = [find_book()]
    return [{**book.model_dump(), "shelf": 1} for book in books]  # E[fastapi-response-model]


@app.get("/forbidden", response_model=Closed)
def forbidden():
    return {**find_book().model_dump(), "price": 3}  # E[fastapi-response-model]


@app.get("/overridden", response_model=Renamed)
def overridden():
    base = {"id": 1, "name": "Emma"}
    return {**base, "id": "one"}  # E[fastapi-response-model]


@app.get("/right/spread", response_model=BookOut)
def right_spread():
    return {**find_book().model_dump(), "price": 3}


@app.get("/right/or", response_model=BookOut)
def right_or():
    return {"price": 3} | find_book().model_dump()


@app.get("/right/dict", response_model=BookOut)
def right_dict():
    return dict(find_book().model_dump(), price=3)


@app.get("/right/unknown", response_model=BookOut)
def right_unknown():
    return {**find_book().model_dump(), **more()}


@app.get("/right/unknown-or", response_model=BookOut)
def right_unknown_or():
    data = find_book().model_dump() | more()
    return data


@app.get("/right/key", response_model=BookOut)
def right_key(key: str = "price"):
    base = {"id": 1, "title": "Emma"}
    return {**base, key: 3}


@app.get("/right/filled", response_model=BookOut)
def right_filled():
    data = find_book().model_dump()
    data["price"] = 3
    return data


@app.get("/right/updated", response_model=BookOut)
def right_updated():
    data = jsonable_encoder(find_book())
    data.update(price=3)
    return data


@app.get("/right/grown", response_model=BookOut)
def right_grown():
    data = find_book().model_dump()
    data |= {"price": 3}
    return data


@app.get("/right/overridden", response_model=Renamed)
def right_overridden():
    base: dict[str, Any] = {"id": "one", "name": "Emma"}
    return {**base, "id": 1}


@app.get("/right/numbers", response_model=int)
def right_numbers(flags: int = 1):
    both = flags | 2
    return both


@app.get("/right/sets", response_model=list[int])
def right_sets():
    return {1} | {2}


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
