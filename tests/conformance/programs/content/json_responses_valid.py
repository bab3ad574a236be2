# What json.dumps knows, what is encoded before, and responses that render in their own way.
import json
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum, IntEnum
from typing import Any, NamedTuple, TypedDict

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str = "a"
    day: date = date(2024, 1, 1)


class Color(str, Enum):
    RED = "red"


class Level(IntEnum):
    LOW = 1


class Pair(NamedTuple):
    left: int
    right: int


class Names(TypedDict):
    name: str


class ModelResponse(JSONResponse):
    def render(self, content: Any) -> bytes:
        return json.dumps(jsonable_encoder(content)).encode()


class Wrapped(JSONResponse):
    def __init__(self, content: BaseModel) -> None:
        super().__init__(content.model_dump(mode="json"))


class Envelope:
    def __init__(self, content: Item) -> None:
        self.content = content


def mapping() -> Mapping[str, int]:
    return {"a": 1}


def sequence() -> Sequence[int]:
    return [1]


def anything() -> Any:
    return {"a": 1}


@app.get("/known")
def known(found: str | None = None) -> JSONResponse:
    names: Names = {"name": "a"}
    content = {
        "text": found,
        "number": 1.5,
        "flag": True,
        "color": Color.RED,
        "level": Level.LOW,
        "pair": Pair(1, 2),
        "names": names,
        "ordered": OrderedDict(a=1),
        "default": defaultdict(int),
        "mapping": mapping(),
        "sequence": sequence(),
        "anything": anything(),
    }
    return JSONResponse(content)


@app.get("/encoded")
def encoded() -> JSONResponse:
    item = Item()
    return JSONResponse(jsonable_encoder(item))


@app.get("/dumped")
def dumped() -> JSONResponse:
    return JSONResponse({"item": Item().model_dump(mode="json"), "day": str(date(2024, 1, 1))})


@app.get("/again")
def again(item: Any = None) -> JSONResponse:
    item = Item()
    item = jsonable_encoder(item)
    return JSONResponse(item)


@app.get("/replaced")
def replaced() -> JSONResponse:
    content: dict[str, Any] = {"day": date(2024, 1, 1)}
    content["day"] = "2024"
    return JSONResponse(content)


@app.get("/own")
def own() -> JSONResponse:
    return ModelResponse(Item()) if Envelope(Item()).content else Wrapped(Item())


@app.get("/returned", response_class=JSONResponse)
def returned() -> Any:
    return {"item": Item()}


def demonstrate(client: TestClient) -> None:
    for path in ("/known", "/encoded", "/dumped", "/again", "/replaced", "/own", "/returned"):
        assert client.get(path).status_code == 200, path
