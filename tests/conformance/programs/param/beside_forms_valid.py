# Fields of a form are texts, or what pydantic reads from a text.
import json
from typing import Annotated, Any

from fastapi import Body, Depends, FastAPI, Form, UploadFile
from fastapi.testclient import TestClient
from pydantic import BaseModel, BeforeValidator, Json, model_validator

app = FastAPI()


class Item(BaseModel):
    name: str = "a"


class Read(BaseModel):
    name: str

    @model_validator(mode="before")
    @classmethod
    def read(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value


class Old(BaseModel):
    name: str

    @classmethod
    def __get_validators__(cls) -> Any:
        yield json.loads


def parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


@app.post("/file")
def with_file(
    file: UploadFile,
    read: Read,
    parsed: Annotated[Item, BeforeValidator(parsed)],
    raw: Json[Item],
    text: Annotated[str, Body()],
    numbers: list[int],
    item: Annotated[Item, Depends()],
    anything: Annotated[Any, Body()] = None,
) -> str:
    return read.name + raw.name + text


@app.post("/form")
def with_form(item: Annotated[Item, Form()]) -> Item:
    return item


@app.post("/two")
def with_two_bodies(first: Item, second: Item) -> Item:
    return first


def demonstrate(client: TestClient) -> None:
    item = '{"name": "b"}'
    fields = {"read": item, "parsed": item, "raw": item, "text": "c", "numbers": ["1", "2"]}
    answer = client.post("/file", data=fields, files={"file": b"x"})
    assert answer.json() == "bbc", answer.json()
    assert client.post("/form", data={"name": "b"}).json() == {"name": "b"}
