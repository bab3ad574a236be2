# Beside a form or a file the body is no JSON, and no field of a form is an object.
# outcome: 422
from dataclasses import dataclass
from typing import Annotated

from fastapi import Body, Depends, FastAPI, File, Form, UploadFile
from fastapi.testclient import TestClient
from pydantic import BaseModel
from typing_extensions import TypedDict

app = FastAPI()


class Item(BaseModel):
    name: str = "a"


@dataclass
class Point:
    x: int = 0


class Size(TypedDict):
    width: int


class Box(Size, total=False):
    height: int


@app.post("/file")
def with_file(item: Item, file: UploadFile) -> Item:  # E[fastapi-param]
    return item


@app.post("/form")
def with_form(
    item: Annotated[Item, Body()],  # E[fastapi-param]
    name: str = Form(""),
) -> Item:
    return item


@app.post("/bytes")
def with_bytes(
    point: Point,  # E[fastapi-param]
    data: Annotated[bytes, File()],
) -> Point:
    return point


@app.post("/mapping")
def with_mapping(
    options: dict[str, str],  # E[fastapi-param]
    items: list[Item],  # E[fastapi-param]
    files: list[UploadFile],
) -> int:
    return len(options)


@app.post("/typed")
def with_typed(
    size: Size,  # E[fastapi-param]
    box: Box | None = None,  # E[fastapi-param]
    data: bytes = File(),
) -> int:
    return len(data)


@app.put("/optional")
def with_optional(
    file: UploadFile | None = None,
    item: Item | None = None,  # E[fastapi-param]
) -> Item | None:
    return item


def get_item(item: Item) -> Item:  # E[fastapi-param]
    return item


@app.post("/dependency")
def with_dependency(file: UploadFile, item: Annotated[Item, Depends(get_item)]) -> Item:
    return item


def demonstrate(client: TestClient) -> None:
    files = {"file": b"x"}
    text = {"item": '{"name": "b"}'}
    assert client.post("/file", data=text, files=files).status_code == 422
    assert client.post("/form", data=text | {"name": "c"}).status_code == 422
    assert client.post("/bytes", data={"point": "{}"}, files={"data": b"x"}).status_code == 422
    assert client.post("/mapping", data={"options": "{}"}, files={"files": b"x"}).status_code == 422
    size = {"size": '{"width": 1}'}
    assert client.post("/typed", data=size, files={"data": b"x"}).status_code == 422
    assert client.put("/optional", data=text, files=files).status_code == 422
    assert client.put("/optional", files=files).json() is None
    assert client.post("/dependency", data=text, files=files).status_code == 422
