# Dataclasses are models: those of the standard library, of pydantic, generic and derived ones.
import dataclasses
from typing import Annotated, Generic, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import ConfigDict, PlainSerializer, PlainValidator
from pydantic.dataclasses import dataclass as pydantic_dataclass

app = FastAPI()
T = TypeVar("T")


class Name:
    def __str__(self) -> str:
        return "a"


@dataclasses.dataclass
class User:
    id: int
    name: Annotated[Name, PlainValidator(lambda value: value), PlainSerializer(str)]


@dataclasses.dataclass
class Box(Generic[T]):
    content: T


class Derived(Box[int]):
    pass


@pydantic_dataclass(config=ConfigDict(arbitrary_types_allowed=True))
class Arbitrary:
    name: Annotated[Name, PlainSerializer(str)]


@app.get("/user")
def user() -> User:
    return User(1, Name())


@app.get("/box")
def box() -> Box[int]:
    return Box(1)


@app.get("/derived")
def derived() -> Derived:
    return Derived(1)


@app.get("/arbitrary")
def arbitrary() -> Arbitrary:
    return Arbitrary(Name())


def demonstrate(client: TestClient) -> None:
    assert client.get("/user").json() == {"id": 1, "name": "a"}
    assert client.get("/arbitrary").json() == {"name": "a"}
    assert client.get("/box").json() == client.get("/derived").json() == {"content": 1}
