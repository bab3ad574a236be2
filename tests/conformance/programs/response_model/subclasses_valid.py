# A function that is declared to give a base class may give a subclass, which has the field.
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Animal(BaseModel):
    name: str


class Horse(Animal):
    height: int


class Described(BaseModel):
    name: str
    height: int
    legs: int


Described.model_fields["legs"].default = 4
Described.model_rebuild(force=True)


class Out(BaseModel):
    name: str
    height: int


def load_animal() -> Animal:
    return Horse(name="Flicka", height=150)


@app.get("/inferred", response_model=Out)
def read_inferred():
    return load_animal()


@app.get("/declared", response_model=Out)
def read_declared() -> Animal:
    return load_animal()


@app.get("/all", response_model=list[Out])
def read_all() -> list[Animal]:
    return [load_animal()]


@app.get("/default", response_model=Described)
def read_default():
    return {"name": "Flicka", "height": 150}


def demonstrate(client: TestClient) -> None:
    for path in ("/inferred", "/declared"):
        assert client.get(path).json() == {"name": "Flicka", "height": 150}
    assert client.get("/all").json() == [{"name": "Flicka", "height": 150}]
    assert client.get("/default").json()["legs"] == 4
