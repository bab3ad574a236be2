# The keys of a dictionary are validated as its values are: a number is no text for pydantic.
# outcome: 500
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Book(BaseModel):
    id: int


class Kind(str, Enum):
    OLD = "old"


class Number(int, Enum):
    ONE = 1


class ByNumber(BaseModel):
    counts: dict[int, int]


class ByText(BaseModel):
    counts: dict[str, int]


class ByAnyText(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    counts: dict[str, int]


BOOKS: dict[int, Book] = {1: Book(id=1)}
KINDS: dict[Kind, int] = {Kind.OLD: 1}
NUMBERS: dict[Number, int] = {Number.ONE: 1}


@app.get("/wrong/declared", response_model=dict[str, Book])
def declared() -> dict[int, Book]:  # E[fastapi-response-model]
    return BOOKS


@app.get("/wrong/named", response_model=dict[str, Book])
def named() -> Any:
    return BOOKS  # E[fastapi-response-model]


@app.get("/wrong/comprehended", response_model=dict[str, Book])
def comprehended() -> Any:
    by_number = {book.id: book for book in BOOKS.values()}
    return by_number  # E[fastapi-response-model]


@app.get("/wrong/numbers", response_model=dict[str, int])
def numbers():
    return {1: 2}  # E[fastapi-response-model]


@app.get("/wrong/days", response_model=dict[str, int])
def days() -> Any:
    counts: dict[date, int] = {}
    counts[date(2020, 1, 1)] = 1
    return counts  # E[fastapi-response-model]


@app.get("/wrong/field", response_model=ByText)
def of_a_field() -> ByNumber:  # E[fastapi-response-model]
    return ByNumber(counts={1: 2})


@app.get("/wrong/within", response_model=list[dict[str, int]])
def within() -> Any:
    return [{uuid4(): 1}]  # E[fastapi-response-model]


@app.get("/wrong/texts", response_model=dict[int, int])
def texts() -> Any:
    return {"one": 1}  # E[fastapi-response-model]


@app.get("/wrong/ids", response_model=dict[UUID, int])
def ids() -> Any:
    return {"one": 1}  # E[fastapi-response-model]


@app.get("/right/kinds", response_model=dict[str, int])
def kinds() -> Any:
    return KINDS


@app.get("/right/members", response_model=dict[Kind, int])
def members() -> Any:
    return {"old": 1}


@app.get("/right/numbered", response_model=dict[str, int])
def numbered() -> dict[Number, int]:
    return NUMBERS


@app.get("/right/digits", response_model=dict[int, int])
def digits() -> Any:
    return {"1": 1}


@app.get("/right/dates", response_model=dict[date, int])
def dates() -> Any:
    return {"2020-01-01": 1}


@app.get("/right/either", response_model=dict[str | int, int])
def either() -> Any:
    return {1: 2}


@app.get("/right/any", response_model=dict[Any, int])
def any_key() -> Any:
    return {1: 2}


@app.get("/right/coerced", response_model=ByAnyText)
def coerced() -> ByNumber:
    return ByNumber(counts={1: 2})


@app.get("/right/coerced/dictionary", response_model=ByAnyText)
def coerced_dictionary() -> Any:
    return {"counts": {number: 1 for number in (1, 2)}}


@app.get("/right/field", response_model=ByNumber)
def text_for_a_number() -> ByText:
    return ByText(counts={"1": 1})


def demonstrate(client: TestClient) -> None:
    for path in ("declared", "named", "comprehended", "numbers", "days", "field", "within"):
        assert client.get(f"/wrong/{path}").status_code == 500, path
    for path in ("texts", "ids"):
        assert client.get(f"/wrong/{path}").status_code == 500, path
    for path in ("kinds", "members", "numbered", "digits", "dates", "either", "any", "coerced"):
        assert client.get(f"/right/{path}").status_code == 200, path
    for path in ("coerced/dictionary", "field"):
        assert client.get(f"/right/{path}").status_code == 200, path
