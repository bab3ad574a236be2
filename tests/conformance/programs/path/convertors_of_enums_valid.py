# Enums that a convertor may well give a member of.
from enum import Enum, IntEnum, StrEnum
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Size(IntEnum):
    SMALL = 1


class Number(Enum):
    ONE = 1


class Level(StrEnum):
    ONE = "1"

    @classmethod
    def _missing_(cls, value: object) -> "Level | None":
        return cls.ONE if value == 1 else None


class Grade(str, Enum):
    FIRST = "1", 1

    def __new__(cls, text: str, number: int) -> "Grade":
        made = str.__new__(cls, text)
        made._value_ = number
        return made


class Kind(str, Enum):
    BOOK = "book"


@app.get("/sizes/{x:int}")
def size(x: Size) -> int:
    return x.value


@app.get("/numbers/{x:int}")
def number(x: Number) -> int:
    return x.value


@app.get("/levels/{x:int}")
def level(x: Level) -> str:
    return x.value


@app.get("/grades/{x:int}")
def grade(x: Grade) -> Any:
    return x.value


@app.get("/either/{x:int}")
def either(x: Kind | int) -> str:
    return str(x)


@app.get("/kinds/{x}")
def kind(x: Kind) -> str:
    return x.value


@app.get("/paths/{x:path}")
def path(x: Kind) -> str:
    return x.value


def demonstrate(client: TestClient) -> None:
    for name in ("sizes", "numbers", "levels", "grades", "either"):
        assert client.get(f"/{name}/1").status_code == 200, name
    for name in ("kinds", "paths"):
        assert client.get(f"/{name}/book").status_code == 200, name
