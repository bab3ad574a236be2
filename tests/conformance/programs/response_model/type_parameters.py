# Type parameters and aliases as Python 3.12 writes them.
# python: 3.12
# outcome: 500
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Named(BaseModel):
    name: str


class Page[T](BaseModel):
    content: T


class NamedPage(Page[Named]):
    pass


@dataclass
class Box[T]:
    content: T


class Derived[T](Box[list[T]]):
    pass


class Owner:
    pass


type Listed[T] = list[T]
type Owners = Listed[Owner]


@app.get("/generic", response_model=Page[Named])
def generic() -> Box[Owner]:  # E[fastapi-response-model]
    return Box(Owner())


@app.get("/derived", response_model=NamedPage)
def derived() -> Box[Owner]:  # E[fastapi-response-model]
    return Box(Owner())


@app.get("/list", response_model=Page[list[Named]])
def listed() -> Derived[Owner]:  # E[fastapi-response-model]
    return Derived([Owner()])


@app.get("/alias", response_model=list[Named])
def alias() -> Owners:  # E[fastapi-response-model]
    return [Owner()]


@app.get("/fits", response_model=Page[str])
def fits() -> Box[str]:
    return Box("a")


def demonstrate(client: TestClient) -> None:
    for path in set(client.get("/openapi.json").json()["paths"]) - {"/fits"}:
        assert client.get(path).status_code == 500, path
    assert client.get("/fits").status_code == 200
