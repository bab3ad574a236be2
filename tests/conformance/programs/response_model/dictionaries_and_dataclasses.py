# A TypedDict or a dataclass is a response model, too: FastAPI asks for its required keys and fields.
# outcome: 500
from dataclasses import dataclass, field

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from pydantic.dataclasses import dataclass as pydantic_dataclass
from typing_extensions import NotRequired, TypedDict

app = FastAPI()


class Entry(TypedDict):
    id: int
    name: str


class Short(TypedDict):
    id: int


class Loose(TypedDict, total=False):
    id: int
    name: str


class Wanted(Loose):
    size: int


@dataclass
class Record:
    id: int
    name: str
    tags: list[str] = field(default_factory=list)


@pydantic_dataclass
class Checked:
    id: int
    name: str


@dataclass
class Other:
    id: int
    name: str


class Model(BaseModel):
    id: int
    name: str


@app.get("/dictionary", response_model=Entry)
def dictionary() -> Short:  # E[fastapi-response-model]
    return {"id": 1}


@app.get("/inherited", response_model=Wanted)
def inherited() -> Entry:  # E[fastapi-response-model]
    return {"id": 1, "name": "a"}


@app.get("/list", response_model=list[Entry])
def several() -> list[Short]:  # E[fastapi-response-model]
    return [{"id": 1}]


@app.get("/dataclass", response_model=Record)
def dataclass_of_dictionary() -> Short:  # E[fastapi-response-model]
    return {"id": 1}


@app.get("/checked", response_model=Checked)
def checked() -> Short:  # E[fastapi-response-model]
    return {"id": 1}


@app.get("/other", response_model=Record)
def other() -> Other:  # E[fastapi-response-model]
    return Other(1, "a")


@app.get("/model", response_model=Record)
def model() -> Model:  # E[fastapi-response-model]
    return Model(id=1, name="a")


@app.get("/model-for-dictionary", response_model=Entry)
def model_for_dictionary() -> Model:  # E[fastapi-response-model]
    return Model(id=1, name="a")


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
