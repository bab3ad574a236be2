# Classes and types that are made of plain ones are validated as those; a tuple has a length.
# outcome: 500
import datetime
import enum
import uuid
from typing import Any, NamedTuple, NewType

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
UserId = NewType("UserId", int)
Key = NewType("Key", str)


class Count(int):
    pass


class Text(str):
    pass


class Day(datetime.date):
    pass


class Number(enum.IntEnum):
    one = 1


class Row(BaseModel):
    text: str = ""
    number: int = 0
    part: float = 0.0
    day: datetime.date | None = None
    key: uuid.UUID | None = None


class Keyed(BaseModel):
    user: UserId


class Point(NamedTuple):
    x: int
    y: int = 0


@app.get("/new-type", response_model=Row)
def new_type() -> Any:
    return {"text": UserId(3)}  # E[fastapi-response-model]


@app.get("/new-type-declared", response_model=list[str])
def new_type_declared() -> list[UserId]:  # E[fastapi-response-model]
    return [UserId(3)]


@app.get("/field-of-new-type", response_model=Keyed)
def field_of_new_type() -> Any:
    return {"user": "a"}  # E[fastapi-response-model]


@app.get("/subclass", response_model=Row)
def subclass() -> Any:
    return {"text": Count(3)}  # E[fastapi-response-model]


@app.get("/day", response_model=Row)
def day_for_number() -> Any:
    return {"number": Day(2020, 1, 1)}  # E[fastapi-response-model]


@app.get("/key", response_model=Row)
def number_for_key() -> Any:
    return {"key": Count(3)}  # E[fastapi-response-model]


@app.get("/length", response_model=tuple[int, int])
def length() -> tuple[int, int, int]:  # E[fastapi-response-model]
    return (1, 2, 3)


@app.get("/no-tuple", response_model=tuple[int, str])
def no_tuple() -> Any:
    return {"a": 1}  # E[fastapi-response-model]


@app.get("/none", response_model=tuple[int, str])
def none() -> Any:
    return None  # E[fastapi-response-model]


@app.get("/text", response_model=tuple[str, str])
def text() -> Any:
    return "ab"  # E[fastapi-response-model]


@app.get("/items", response_model=tuple[Row, Row])
def items() -> tuple[int, int]:  # E[fastapi-response-model]
    return (1, 2)


@app.get("/right/new-types", response_model=Row)
def new_types() -> Any:
    return {"number": UserId(3), "text": Key("a"), "part": UserId(3)}


@app.get("/right/field-of-new-type", response_model=Keyed)
def value_of_new_type() -> Any:
    return {"user": "3"}


@app.get("/right/subclasses", response_model=Row)
def subclasses() -> Any:
    return {"text": Text("a"), "number": Count(3), "part": Count(3), "day": Day(2020, 1, 1)}


@app.get("/right/enum", response_model=Row)
def member_of_an_enum() -> Any:
    return {"text": Number.one, "number": Number.one}


@app.get("/right/tuple", response_model=tuple[int, str])
def same_length() -> tuple[int, str]:
    return (1, "a")


@app.get("/right/list", response_model=tuple[int, str])
def list_for_tuple() -> Any:
    return [1, "a"]


@app.get("/right/open", response_model=tuple[int, ...])
def any_length() -> tuple[int, int, int]:
    return (1, 2, 3)


@app.get("/right/unpacked", response_model=tuple[int, int, int])
def unpacked() -> tuple[int, *tuple[int, ...]]:
    return (1, 2, 3)


@app.get("/right/from-open", response_model=tuple[int, int])
def from_any_length() -> tuple[int, ...]:
    return (1, 2)


@app.get("/right/named", response_model=tuple[int, int])
def named() -> Point:
    return Point(1)


@app.get("/right/for-named", response_model=Point)
def for_named() -> Any:
    return {"x": 1}


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
