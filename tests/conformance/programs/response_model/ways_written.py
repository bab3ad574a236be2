# Aliases, strings, nested scopes, classes of routers and parts of handlers.
# outcome: 500
from __future__ import annotations

import typing as t
from collections.abc import Callable
from typing import TypeAlias

import fastapi
import pydantic
from fastapi import APIRouter, FastAPI, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel
from scoped_fastapi import ScopedFastAPI, ScopedRouter

app = FastAPI()
scoped_app = ScopedFastAPI()


class Router(APIRouter):
    """A router of the application's own."""


router = Router(prefix="/router")
scoped = ScopedRouter(prefix="/scoped")


class User(BaseModel):
    name: str


class Shared(BaseModel):
    email: str = "nobody"


class Named(BaseModel):
    name: str


class UserOut(Named, Shared):
    email: str
    age: "int" = pydantic.Field(default=...)


Users = list[UserOut]
Optionals: TypeAlias = "t.Optional[Users]"
Model = UserOut


class schemas:
    class Out(BaseModel):
        email: t.Optional[str]


@app.get("/alias", response_model=Users)
def alias() -> list[User]:  # E[fastapi-response-model]
    return [User(name="a")]


@app.get("/name", response_model=Model)
async def other_name() -> "User":  # E[fastapi-response-model]
    return User(name="a")


@router.get("/member", response_model=schemas.Out)
def member(  # E[fastapi-response-model]
    request: Request,
    *args: object,  # E[fastapi-param]
    number: int = 1,
    **kwargs: object,  # E[fastapi-param]
) -> User:
    return User(name="a")


@scoped.get("/optional", response_model=t.Optional[UserOut])
def optional() -> User | None:  # E[fastapi-response-model]
    return User(name="a")


@app.get("/two", response_model=UserOut)
@app.get("/three", response_model=User)
@app.get("/four", response_model=schemas.Out)
def several() -> User:  # E[fastapi-response-model] E[fastapi-response-model]
    return User(name="a")


class Views:
    router = fastapi.APIRouter()

    @staticmethod
    @router.get("/view", response_model=schemas.Out)
    def view() -> User:  # E[fastapi-response-model]
        return User(name="a")


def make() -> APIRouter:
    inner = APIRouter(prefix="/inner")

    class Local(BaseModel):
        local: int

    @inner.get("/local", response_model=Local)
    def local() -> User:  # E[fastapi-response-model]
        return User(name="a")

    return inner


app.include_router(router)
app.include_router(scoped)
app.include_router(Views.router)
app.include_router(make())


def demonstrate(client: TestClient) -> None:
    paths = set(client.get("/openapi.json").json()["paths"]) - {"/three"}
    assert len(paths) == 8
    for path in paths:
        assert client.get(path, params={"args": 1, "kwargs": 1}).status_code == 500, path
