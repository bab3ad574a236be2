# What an override provides is passed on to every parameter, whatever it declares.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str = "a"


class Settings(BaseModel):
    debug: bool = False


def get_user() -> User:
    return User()


async def get_number() -> int:
    return 1


def get_settings() -> Iterator[Settings]:
    yield Settings()


def user_as_dict() -> dict[str, str]:
    return {"name": "b"}


async def user_as_text() -> str:
    return "b"


def generated_user() -> Iterator[str]:
    yield "b"


async def generated_number() -> AsyncIterator[str]:
    yield "1"


class Limits:
    maximum = 1


@app.get("/user")
def read_user(user: Annotated[User, Depends(get_user)]) -> str:
    return type(user).__name__


@app.get("/number")
def read_number(number: int = Depends(get_number)) -> str:
    return type(number).__name__


@app.get("/settings")
def read_settings(settings: Settings = Depends(get_settings)) -> str:
    return type(settings).__name__


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_user] = user_as_dict  # E[fastapi-override]
    assert client.get("/user").json() == "dict"
    app.dependency_overrides[get_user] = user_as_text  # E[fastapi-override]
    assert client.get("/user").json() == "str"
    app.dependency_overrides[get_user] = generated_user  # E[fastapi-override]
    assert client.get("/user").json() == "str"
    app.dependency_overrides[get_user] = get_settings  # E[fastapi-override]
    assert client.get("/user").json() == "Settings"
    app.dependency_overrides[get_user] = Settings  # E[fastapi-override]
    assert client.get("/user").json() == "Settings"
    app.dependency_overrides[get_number] = generated_number  # E[fastapi-override]
    assert client.get("/number").json() == "str"
    app.dependency_overrides[get_settings] = get_user  # E[fastapi-override]
    assert client.get("/settings").json() == "User"
    app.dependency_overrides[get_settings] = Limits  # E[fastapi-override]
    assert client.get("/settings").json() == "Limits"
