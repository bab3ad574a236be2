# A literal takes its own values alone, and so tells which model of a union a dictionary is meant for.
# outcome: 500
from typing import Annotated, Any, Generic, Literal, TypeVar, Union

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()
T = TypeVar("T")
Color = Literal["red", "green"]


class Box(BaseModel, Generic[T]):
    item: T
    items: list[T] = []


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"] = "dog"
    breed: str


class Status(BaseModel):
    status: Literal["ok", "failed"]


class Level(BaseModel):
    level: Literal[1, 2] | None


class Paint(BaseModel):
    color: Color


class Owner(BaseModel):
    pet: Union[Cat, Dog] = Field(discriminator="kind")


class Zoo(BaseModel):
    pets: list[Annotated[Union[Cat, Dog], Field(discriminator="kind")]]


@app.get("/text", response_model=Status)
def text() -> Any:
    return {"status": "okay"}  # E[fastapi-response-model]


@app.get("/number-for-text", response_model=Status)
def number_for_text() -> Any:
    return {"status": 200}  # E[fastapi-response-model]


@app.get("/number", response_model=Level)
def number() -> Any:
    return {"level": 3}  # E[fastapi-response-model]


@app.get("/alias", response_model=Paint)
def alias() -> Any:
    return {"color": "blue"}  # E[fastapi-response-model]


@app.get("/conditional", response_model=Status)
def conditional(fails: bool = True) -> Any:
    return {"status": "error" if fails else "ok"}  # E[fastapi-response-model]


@app.get("/union", response_model=Cat | Dog)
def union() -> Any:
    return {"kind": "cat", "breed": "pug"}  # E[fastapi-response-model]


@app.get("/field", response_model=Owner)
def field() -> Any:
    return {"pet": {"kind": "dog", "lives": 9}}  # E[fastapi-response-model]


@app.get("/unknown", response_model=Owner)
def unknown() -> Any:
    return {"pet": {"kind": "bird", "lives": 9}}  # E[fastapi-response-model]


@app.get("/list", response_model=Zoo)
def in_a_list() -> Any:
    return {"pets": [{"kind": "cat", "lives": 9}, {"kind": "dog"}]}  # E[fastapi-response-model]


@app.get("/itself", response_model=Literal["ok", "failed"])
def itself() -> Any:
    return "error"  # E?[fastapi-response-model]


@app.get("/itself-declared", response_model=Color)
def itself_declared() -> Literal["blue"]:  # E[fastapi-response-model]
    return "blue"


@app.get("/argument", response_model=Box[Color])
def argument() -> Any:
    return {"item": "blue"}  # E[fastapi-response-model]


@app.get("/argument-of-argument", response_model=Box[Box[Literal["a"]]])
def argument_of_an_argument() -> Any:
    return {"item": {"item": "b"}}  # E[fastapi-response-model]


@app.get("/argument-items", response_model=Box[Literal["a"]])
def items_of_arguments() -> Any:
    return {"item": "a", "items": ["a", "b"]}  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
    assert client.get("/conditional?fails=false").status_code == 200
