# What is called may well make a type, and an empty value stands for none.
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, RootModel, conlist, create_model
from typing_extensions import TypeAliasType

app = FastAPI()


class Item(BaseModel):
    name: str = "a"


class Meta(type):
    pass


def optional(model: type[BaseModel]) -> Any:
    return model | None


Created = create_model("Created", size=(int, 1))
Alias = TypeAliasType("Alias", list[Item])


@app.get("/created", response_model=Created)
def created() -> Any:
    return {}


@app.get("/made-here", response_model=create_model("Other", size=(int, 1)))
def made_here() -> Any:
    return {}


@app.get("/called", response_model=optional(Item))
def called() -> Any:
    return None


@app.get("/type", response_model=type(Item()))
def type_of_object() -> Any:
    return {}


@app.get("/alias", response_model=Alias)
def alias() -> Any:
    return []


@app.get("/list", response_model=conlist(int, min_length=1))
def constrained() -> Any:
    return [1]


@app.get("/root", response_model=RootModel[list[Item]])
def root() -> Any:
    return []


@app.get("/none", response_model=None, responses={404: {"model": None}, 409: {"description": "no"}})
def none() -> Any:
    return None


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
