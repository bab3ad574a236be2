# Metadata that is for others, or that FastAPI reads.
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

import annotated_types as at
from fastapi import Body, Depends, FastAPI, Header, Path, Query, Request
from fastapi.testclient import TestClient
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
)
from typing_extensions import Doc

T = TypeVar("T")


def get_name() -> str:
    return "server"


def strip(value: str) -> str:
    return value.strip()


class Tag:
    def __init__(self, name: str) -> None:
        self.name = name


class Unit: ...


def internal(cls: type) -> type:
    return cls


class User(BaseModel):
    name: Annotated[str, Unit]


Name = Annotated[str, Depends(get_name)]
Short = Annotated[T, at.MaxLen(3)]
OptionalName = Annotated[str | None, Depends(get_name)]
Shared = Annotated[str, Query(max_length=5), "shared"]
app = FastAPI()


@app.get("/1")
def one(
    name: Annotated[str, AfterValidator(strip)], other: Annotated[str, BeforeValidator(strip)]
) -> str:
    return name + other


@app.get("/2")
def two(name: Annotated[str, "doc"], other: Annotated[str, Doc("doc")] = "b") -> str:
    return name + other


@app.get("/3")
def three(name: Annotated[str, Tag("x")], other: Annotated[str, Unit] = "b") -> str:
    return name + other


@app.get("/4")
def four(
    name: Annotated[str, StringConstraints(max_length=9)],
    other: Annotated[str, Field(max_length=9)] = "b",
) -> str:
    return name + other


@app.get("/5/{name}")
def five(name: Annotated[str, Path], other: Annotated[str, Query] = "b") -> str:
    return name + other


@app.get("/6")
def six(name: Name, optional: OptionalName, shared: Shared = "b") -> str:
    return f"{name}{optional}{shared}"


@app.get("/7")
def seven(
    name: Annotated[str, get_name, Depends(get_name)], other: Annotated[str, at.Len(1, 2)] = "b"
) -> str:
    return name + other


@app.get("/8")
def eight(
    request: Annotated[Request, "the request"], name: Annotated[Literal["a"], Query()] = "a"
) -> str:
    return name + str(len(request.query_params))


@app.post("/9")
def nine(user: Annotated[User, Body], names: Annotated[list[str], Query()] = []) -> str:
    return user.name


@app.get("/10")
def ten(
    name: Annotated[str, internal] = "a", f: Annotated[str, PlainSerializer(strip)] = "b"
) -> str:
    return name + f


def not_a_dependency(name: Annotated[str, get_name]) -> str:
    return name


def registry(callee: Annotated[Callable[..., Any], get_name]) -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.get("/1?name=a&other=b").status_code == 200
    assert client.get("/2?name=a").status_code == 200
    assert client.get("/3?name=a").status_code == 200
    assert client.get("/4?name=a").status_code == 200
    assert client.get("/5/a").status_code == 200
    assert client.get("/6").json() == "serverserverb"
    assert client.get("/7").json() == "serverb"
    assert client.get("/8").status_code == 200
    assert client.post("/9", json={"name": "a"}).status_code == 200
    assert client.get("/10").status_code == 200
