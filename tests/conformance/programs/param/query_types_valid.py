# Types that a query, a header or a cookie can hold, and bodies.
# fastapi: 0.159
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, Generic, Literal, NewType, Optional, TypeVar  # noqa: UP035
from uuid import UUID

from fastapi import Body, Cookie, FastAPI, Header, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
T = TypeVar("T")
Number = NewType("Number", int)
Tags = Annotated[list[str] | None, Query()]
Given = Annotated[T, Query()]


class Color(str, Enum):
    RED = "red"


class Filters(BaseModel):
    text: str = ""


class Page(BaseModel, Generic[T]):
    first: T


@dataclass
class Place:
    name: str


@app.get("/single")
def single(
    a: Annotated[Color, Query()] = Color.RED,
    b: Annotated[Number, Query()] = Number(3),
    c: Annotated[Literal["x", "y"], Query()] = "x",
    d: Annotated[UUID | date | None, Query()] = None,
    e: Annotated[Any, Query()] = None,
    f=Query(None),
    g: Annotated[bytes, Query()] = b"",
    h: Given[int] = 3,
) -> str:
    return a


@app.get("/sequences")
def sequences(
    a: Annotated[list[int], Query()] = [],  # noqa: B006
    b: Annotated[set[str] | None, Query()] = None,
    c: Annotated[tuple[int, ...], Query()] = (),
    d: Annotated[list, Query()] = [],  # noqa: B006
    e: Annotated[Optional[list[Color]], Query()] = None,  # noqa: UP045
    f: Annotated[Sequence[int], Query()] = (),
    g: Annotated[list[int] | int, Query()] = 1,
    h: Tags = None,
) -> list[int]:
    return a


@app.get("/model")
def model(filters: Annotated[Filters, Query()]) -> str:
    return filters.text


@app.get("/optional-model")
def optional_model(filters: Annotated[Filters | None, Query()] = None) -> bool:
    return filters is None


@app.get("/generic-model")
def generic_model(page: Annotated[Page[int], Query()]) -> int:
    return page.first


@app.post("/others")
def others(
    body: Annotated[dict[str, Place], Body()],
    header: Annotated[dict[str, str] | None, Header()] = None,
    cookie: Annotated[dict[str, str] | None, Cookie()] = None,
) -> int:
    return len(body)


@app.post("/inferred")
def inferred(body: dict[str, int], place: Place | None = None) -> int:
    return len(body)


def demonstrate(client: TestClient) -> None:
    assert client.get("/single").json() == "red"
    assert client.get("/sequences?a=3&a=4").json() == [3, 4]
    assert client.get("/model?text=a").json() == "a"
    assert client.get("/optional-model").status_code == 200
    assert client.get("/generic-model?first=3").json() == 3
    assert client.post("/others", json={}).json() == 0
    assert client.post("/inferred", json={"body": {"a": 1}}).json() == 1
