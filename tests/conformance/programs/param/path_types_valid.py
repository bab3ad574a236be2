# Types that a path can hold.
from datetime import date
from enum import Enum
from pathlib import Path as FilePath
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, FastAPI, Path
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Color(str, Enum):
    RED = "red"


class Place(BaseModel):
    country: str
    city: str


@app.get("/single/{a}/{b}/{c}/{d}/{e}/{f:path}")
def single(
    a: Color,
    b: UUID | int,
    c: Literal["x"],
    d: date,
    e: Annotated[bytes, Path()],
    f: FilePath,
) -> Color:
    return a


@app.get("/places/{country}/{city}")
def place(place: Annotated[Place, Path()]) -> str:
    return place.city


def get_number(number: int) -> int:
    return number


@app.get("/numbers/{number}")
def number(number: Annotated[list[int], Depends(lambda: [3])]) -> list[int]:
    return number


@app.post("/body")
def body_elsewhere(items: list[int]) -> list[int]:
    return items


def demonstrate(client: TestClient) -> None:
    assert client.get("/single/red/3/x/2020-01-01/e/f/g").json() == "red"
    assert client.get("/places/a/b").json() == "b"
    assert client.get("/numbers/4").json() == [3]
    assert client.post("/body", json=[1]).json() == [1]
