# Metadata that is not for FastAPI, and metadata that is.
# fastapi: 0.148
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

import annotated_types
from fastapi import Depends, FastAPI, Form, Header, Query, Request
from fastapi.testclient import TestClient
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from typing_extensions import Doc

app = FastAPI()


def upper(value: str) -> str:
    return value.upper()


def get_name() -> str:
    return "name"


@dataclass
class Tag:
    name: str


class Unit(str): ...


Upper = Annotated[str, AfterValidator(upper)]
Short = Annotated[str, StringConstraints(max_length=5)]
Name = Annotated[str, Depends(get_name)]
Documented = Annotated[str, Doc("a name")]


class Filter(BaseModel):
    name: Annotated[str, AfterValidator(upper)] = ""
    size: Annotated[int, Field(gt=0)] = 1


@app.get("/0")
def r0(
    a: Upper = "a",
    b: Short = "b",
    c: Documented = "c",
    d: Annotated[str, Tag("d")] = "d",
    e: Annotated[int, annotated_types.Gt(1)] = 2,
    f: Annotated[str, BeforeValidator(str), PlainSerializer(str)] = "f",
    g: Annotated[str, "free", 3, None, ...] = "g",
    h: Annotated[Upper, Query(max_length=3)] = "h",
    i: Annotated[str, Query(), AfterValidator(upper)] = "i",
    j: Annotated[str, Depends(get_name), "doc"] = "",
    k: Annotated[Name, "doc"] = "",
    l: Annotated[Literal["x"], WithJsonSchema({"type": "string"})] = "x",
    m: Annotated[str, Unit("kg")] = "m",
) -> dict[str, Any]:
    return locals()


@app.get("/1")
def r1(filter_: Annotated[Filter, Query()]) -> Filter:
    return filter_


@app.post("/2")
def r2(form: Annotated[Filter, Form()]) -> Filter:
    return form


def demonstrate(client: TestClient) -> None:
    found = client.get("/0").json()
    assert found["a"] == "a" and found["j"] == "name" and found["k"] == "name"
    assert client.get("/1?name=x").json() == {"name": "X", "size": 1}
    assert client.post("/2", data={"name": "x"}).json() == {"name": "X", "size": 1}
