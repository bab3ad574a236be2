# A NewType is what it is made of, and a free type variable may be anything.
from typing import NewType, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
T = TypeVar("T")
Number = TypeVar("Number", int, float)


class User(BaseModel):
    name: str


UserId = NewType("UserId", int)
Admin = NewType("Admin", User)


@app.get("/id")
def number() -> UserId:
    return UserId(1)


@app.get("/admin", response_model=list[Admin])
def admins() -> list[Admin]:
    return [Admin(User(name="a"))]


@app.get("/free")
def free(value: int = 1) -> T:  # type: ignore[type-var]
    return value  # type: ignore[return-value]


@app.get("/one-of", response_model=Number)
def one_of():
    return 1


def demonstrate(client: TestClient) -> None:
    for path in ("/id", "/admin", "/free", "/one-of"):
        assert client.get(path).status_code == 200, path
