# Path parameters that are taken, in all the ways there are.
from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Path, Security, WebSocket
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()
T = TypeVar("T")
ItemId = Annotated[int, Path(ge=1)]
Given = Annotated[T, Path()]
NAME = "/constant/{name}"


@app.get("/plain/{item_id}")
def plain(item_id: int) -> int:
    return item_id


@app.get("/default/{item_id}")
def by_default(item_id: int = Path(ge=1)) -> int:
    return item_id


@app.get("/ignored/{item_id}")
def ignored_default(item_id: str = "a") -> str:
    return item_id


@app.get("/alias/{item_id}")
def alias(item_id: ItemId) -> int:
    return item_id


@app.get("/generic/{item_id}")
def generic(item_id: Given[int]) -> int:
    return item_id


@app.get("/renamed/{item_id}")
def renamed(item: Annotated[int, Path(alias="item_id")]) -> int:
    return item


@app.get("/field/{item_id}")
def field(item_id: Annotated[int, Field(ge=1)]) -> int:
    return item_id


@app.get("/not-annotated/{item_id}")
def not_annotated(item_id):
    return int(item_id)


@app.get("/converted/{item_id:int}/{rest:path}")
def converted(item_id: int) -> int:
    return item_id


@app.get(NAME)
def constant(name: int) -> int:
    return name


def get_item(item_id: int) -> int:
    return item_id


def get_parent(item: Annotated[int, Depends(get_item)]) -> int:
    return item


@app.get("/dependency/{item_id}")
def dependency(item: Annotated[int, Depends(get_parent)]) -> int:
    return item


@app.get("/security/{item_id}")
def security(item: int = Security(get_parent, scopes=[])) -> int:
    return item


@app.get("/listed/{item_id}", dependencies=[Depends(get_parent)])
def listed() -> int:
    return 1


class Item:
    def __init__(self, item_id: int) -> None:
        self.item_id = item_id


@app.get("/class/{item_id}")
def by_class(item: Annotated[Item, Depends()]) -> int:
    return item.item_id


@dataclass
class Place:
    item_id: int


@app.get("/dataclass/{item_id}")
def by_dataclass(place: Place = Depends()) -> int:
    return place.item_id


class Model(BaseModel):
    item_id: int


@app.get("/model/{item_id}")
def by_model(model: Annotated[Model, Depends()]) -> int:
    return model.item_id


@app.get("/path-model/{item_id}")
def by_path_model(model: Annotated[Model, Path()]) -> int:
    return model.item_id


class Getter:
    def __call__(self, item_id: int) -> int:
        return item_id


getter = Getter()


@app.get("/instance/{item_id}")
def by_instance(item: Annotated[int, Depends(getter)]) -> int:
    return item


def find(kind: str, item_id: int) -> int:
    return item_id


@app.get("/partial/{item_id}")
def by_partial(item: Annotated[int, Depends(partial(find, kind="a"))]) -> int:
    return item


@app.get("/lambda/{item_id}")
def by_lambda(item: Annotated[int, Depends(lambda item_id: int(item_id))]) -> int:
    return item


@app.get("/unused/{_}")
def unused() -> int:
    return 1


router = APIRouter(prefix="/router/{item_id}", dependencies=[Depends(get_item)])


@router.get("/parts/{part_id}")
def on_router(part_id: int) -> int:
    return part_id


@router.get("/prefix")
def prefix_only(item_id: Annotated[int, Path()]) -> int:
    return item_id


app.include_router(router)


@app.websocket("/sockets/{item_id}")
async def socket(websocket: WebSocket, item: Annotated[int, Depends(get_item)]) -> None:
    await websocket.accept()
    await websocket.send_json(item)
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    for kind in (
        *("plain", "default", "ignored", "alias", "generic", "renamed", "field", "not-annotated"),
        *("constant", "dependency", "security", "listed", "class", "dataclass", "model"),
        *("path-model", "instance", "lambda", "unused"),
    ):
        assert int(client.get(f"/{kind}/1").json()) == 1
    assert client.get("/partial/1").json() == 1
    assert client.get("/converted/1/a/b").json() == 1
    assert client.get("/router/2/parts/1").json() == 1
    assert client.get("/router/1/prefix").json() == 1
    with client.websocket_connect("/sockets/1") as connection:
        assert connection.receive_json() == 1
