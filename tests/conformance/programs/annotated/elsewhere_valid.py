# What FastAPI does not read may have any metadata.
# fastapi: 0.122
from collections.abc import Callable
from typing import Annotated, TypedDict

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class User(BaseModel):
    name: str = "Ada"


def add(left: list[str], right: list[str]) -> list[str]:
    return left + right


def get_user() -> User:
    return User()


CurrentUser = Annotated[User, Depends(get_user)]
Merge = Callable[[list[str], list[str]], list[str]]


class State(TypedDict):
    messages: Annotated[list[str], add]


class Options(BaseModel):
    names: Annotated[list[str], add] = Field(default_factory=list)


class Registry:
    def get(self, path: str) -> Callable[[Merge], Merge]:
        return lambda function: function


registry = Registry()


def name_of(user: CurrentUser | None) -> str:
    return user.name if user else ""


def collected(names: Annotated[list[str], add]) -> int:
    return len(names)


@registry.get("/names")
def merged(left: Annotated[list[str], add], right: list[str]) -> list[str]:
    return left + right


@app.post("/options")
def set_options(options: Options, user: CurrentUser) -> str:
    return name_of(user) + str(collected(options.names))


def demonstrate(client: TestClient) -> None:
    assert client.post("/options", json={"names": ["a"]}).json() == "Ada1"
