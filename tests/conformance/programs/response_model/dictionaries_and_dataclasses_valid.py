# What has the required keys and fields is enough for a TypedDict and for a dataclass.
from dataclasses import dataclass, field

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from pydantic.dataclasses import dataclass as pydantic_dataclass
from typing_extensions import NotRequired, Required, TypedDict

app = FastAPI()


class Entry(TypedDict):
    id: int
    name: NotRequired[str]


class Short(TypedDict):
    id: int


class Loose(TypedDict, total=False):
    id: Required[int]
    name: str


class Derived(Loose):
    pass


class Long(Short):
    name: str
    size: int


@dataclass
class Record:
    id: int
    name: str = "a"
    tags: list[str] = field(default_factory=list)
    size: int = field(init=False, default=0)


@dataclass
class Longer(Record):
    length: int = 3


@pydantic_dataclass
class Checked:
    id: int
    name: str | None = None


class Model(BaseModel):
    id: int
    name: str = "a"


@app.get("/not-required", response_model=Entry)
def not_required() -> Short:
    return {"id": 1}


@app.get("/not-total", response_model=Loose)
def not_total() -> Short:
    return {"id": 1}


@app.get("/derived", response_model=Derived)
def derived() -> Long:
    return {"id": 1, "name": "a", "size": 3}


@app.get("/dataclass", response_model=Record)
def dataclass_of_dictionary() -> Short:
    return {"id": 1}


@app.get("/subclass", response_model=Record)
def subclass() -> Longer:
    return Longer(1)


@app.get("/checked", response_model=Checked)
def checked() -> Short:
    return {"id": 1}


@app.get("/model-of-dataclass", response_model=Model)
def model_of_dataclass() -> Record:
    return Record(1)


@app.get("/list", response_model=list[Short])
def several() -> list[Long]:
    return [{"id": 1, "name": "a", "size": 3}]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
