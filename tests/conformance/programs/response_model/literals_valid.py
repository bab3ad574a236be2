# The values of a literal, members of an enum that have them, what a validator makes of others.
import enum
from typing import Annotated, Any, Generic, Literal, TypeVar, Union

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, BeforeValidator, Field

app = FastAPI()
T = TypeVar("T")


class Color(str, enum.Enum):
    RED = "red"


class Rank(enum.IntEnum):
    FIRST = 1


class Box(BaseModel, Generic[T]):
    item: T
    items: list[T] = []


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"] = "dog"
    breed: str


class Paint(BaseModel):
    color: Literal["red", "green"]


class Painted(BaseModel):
    color: Color


class Named(BaseModel):
    color: str


class Level(BaseModel):
    level: Literal[1, 2] | None


class Lowered(BaseModel):
    color: Annotated[Literal["red"], BeforeValidator(str.lower)]


class Owner(BaseModel):
    pet: Union[Cat, Dog] = Field(discriminator="kind")


class Keeper(BaseModel):
    pet: Cat | Dog


class Text(BaseModel):
    color: str = "red"


@app.get("/text", response_model=Paint)
def text() -> Any:
    return {"color": "red"}


@app.get("/given", response_model=Paint)
def given(color: str = "green") -> Any:
    return {"color": color}


@app.get("/conditional", response_model=Paint)
def conditional(red: bool = True) -> Any:
    return {"color": "red" if red else "green"}


@app.get("/member", response_model=Paint)
def member() -> Any:
    return {"color": Color.RED}


@app.get("/member-for-text", response_model=Named)
def member_for_text() -> Any:
    return {"color": Color.RED}


@app.get("/value-for-member", response_model=Painted)
def value_for_member() -> Any:
    return {"color": "red"}


@app.get("/number", response_model=Level)
def number() -> Any:
    return {"level": 2}


@app.get("/none", response_model=Level)
def none() -> Any:
    return {"level": None}


@app.get("/member-for-number", response_model=Level)
def member_for_number() -> Any:
    return {"level": Rank.FIRST}


@app.get("/converted", response_model=Lowered)
def converted() -> Any:
    return {"color": "RED"}


@app.get("/discriminated", response_model=Owner)
def discriminated() -> Any:
    return {"pet": {"kind": "dog", "breed": "pug"}}


@app.get("/no-tag", response_model=Keeper)
def no_tag() -> Any:
    return {"pet": {"lives": 9}}


@app.get("/object", response_model=Paint)
def text_of_an_object() -> Any:
    return Text()


@app.get("/argument", response_model=Box[Literal["a", "b"]])
def argument() -> Any:
    return {"item": "b", "items": ["a"]}


@app.get("/argument-of-argument", response_model=Box[Box[Literal["a", "b"]]])
def argument_of_an_argument() -> Any:
    return {"item": Box[Literal["b"]](item="b")}


@app.get("/argument-for-text", response_model=Box[str])
def argument_for_text() -> Any:
    return Box[Literal["b"]](item="b")


@app.get("/text-for-argument", response_model=Box[Literal["a", "b"]])
def text_for_argument(item: str = "a") -> Any:
    return {"item": item}


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
