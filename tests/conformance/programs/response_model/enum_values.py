# A text or a number that is written out and is no value of an enum.
# outcome: 500
import enum
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Color(str, enum.Enum):
    red = "red"
    blue = "blue"

    @property
    def dark(self) -> bool:
        return self is Color.blue


@enum.unique
class Plain(enum.Enum):
    first = "a"


class Number(enum.IntEnum):
    one = 1


class Mixed(enum.Enum):
    text = "a"
    number = 2


class Automatic(enum.StrEnum):
    lower = enum.auto()


class Tolerant(str, enum.Enum):
    red = "red"

    @classmethod
    def _missing_(cls, value: object) -> "Tolerant":
        return cls.red


class Named(enum.Enum):
    first = ("a", 1)

    def __init__(self, text: str, number: int) -> None:
        self._value_ = text


class Derived(str, enum.Enum):
    a = "a"
    b = a.upper()


class Flags(enum.IntFlag):
    one = 1
    two = 2


class Painted(BaseModel):
    color: Color


class Others(BaseModel):
    plain: Plain = Plain.first
    number: Number = Number.one
    mixed: Mixed = Mixed.text
    automatic: Automatic = Automatic.lower
    tolerant: Tolerant = Tolerant.red
    named: Named = Named.first
    derived: Derived = Derived.a
    flags: Flags = Flags.one


@app.get("/field", response_model=Painted)
def field() -> Any:
    return {"color": "green"}  # E[fastapi-response-model]


@app.get("/case", response_model=Painted)
def other_case() -> Any:
    return {"color": "RED"}  # E[fastapi-response-model]


@app.get("/number", response_model=Painted)
def number() -> Any:
    return {"color": 3}  # E[fastapi-response-model]


@app.get("/name", response_model=Others)
def name_for_value() -> Any:
    return {"plain": "first"}  # E[fastapi-response-model]


@app.get("/other-number", response_model=Others)
def other_number() -> Any:
    return {"number": 2}  # E[fastapi-response-model]


@app.get("/mixed", response_model=Others)
def mixed() -> Any:
    return {"mixed": "b"}  # E[fastapi-response-model]


@app.get("/items", response_model=list[Color])
def items() -> Any:
    return ["red", "yellow"]  # E[fastapi-response-model]


@app.get("/values", response_model=dict[str, Color])
def values() -> Any:
    return {"a": "yellow"}  # E[fastapi-response-model]


@app.get("/optional", response_model=Color | None)
def optional() -> Any:
    return "yellow"  # E[fastapi-response-model]


@app.get("/right/values", response_model=Painted)
def right_value() -> Any:
    return {"color": "red"}


@app.get("/right/member", response_model=Painted)
def member() -> Any:
    return {"color": Color.red}


@app.get("/right/others", response_model=Others)
def others() -> Any:
    return {
        "plain": "a",
        "number": "1",
        "mixed": 2,
        "automatic": "lower",
        "tolerant": "anything",
        "named": "a",
        "derived": "A",
        "flags": 3,
    }


@app.get("/right/union", response_model=Color | str)
def union() -> Any:
    return "yellow"


@app.get("/right/given", response_model=Color)
def given(color: str = "red") -> Any:
    return color


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
