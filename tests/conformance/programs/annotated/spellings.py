# What Annotated ignores, written in other ways and places.
# outcome: silent
# fastapi: 0.122
import typing
from dataclasses import dataclass
from typing import Annotated, Optional, Union

import fastapi
import fastapi as f
from fastapi import APIRouter, Depends, FastAPI, WebSocket
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel

oauth2 = OAuth2PasswordBearer("token")
key = APIKeyHeader(name="x-key", auto_error=False)


class User(BaseModel):
    name: str = "guest"


def get_name() -> str:
    return "server"


def get_user() -> User:
    return User(name="server")


class Service:
    def name(self) -> str:
        return "server"

    @staticmethod
    def static() -> str:
        return "server"


service = Service()
app = FastAPI()
router = APIRouter()


@app.get("/function")
def function(name: Annotated[str, get_name]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/method")
def method(name: Annotated[str, service.name]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/static")
def static(name: typing.Annotated[str, Service.static]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/default")
def default(name: Annotated[str, get_name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/optional")
def optional(
    name: Annotated[Optional[str], get_name] = None,  # E[fastapi-annotated]
) -> Optional[str]:
    return name


@app.get("/quoted")
def quoted(name: "Annotated[str, get_name]") -> str:  # E[fastapi-annotated]
    return name


@app.get("/keyword")
def keyword(*, name: Annotated[str, get_name]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/marker")
def marker(name: Annotated[str, f.Header]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/marker2")
def marker2(name: Annotated[str, fastapi.Cookie] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/scheme")
def scheme(name: Annotated[str, oauth2]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/scheme2")
def scheme2(name: Annotated[str | None, key]) -> str | None:  # E[fastapi-annotated]
    return name


@app.get("/scheme3")
def scheme3(name: Annotated[str, HTTPBearer]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/several")
def several(name: Annotated[str, "the name", get_name]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/union")
def union(
    name: Union[Annotated[str, Depends(get_name)], None] = None,  # E[fastapi-annotated]
) -> str | None:
    return name


@router.get("/router")
def of_router(name: Annotated[str, get_name]) -> str:  # E[fastapi-annotated]
    return name


def added(name: Annotated[str, get_name]) -> str:  # E[fastapi-annotated]
    return name


def make(prefix: str) -> None:
    @app.get(f"/{prefix}")
    def nested(name: Annotated[str, get_name]) -> str:  # E[fastapi-annotated]
        return name


make("nested")


def sub(name: Annotated[str, get_name]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/sub")
def with_sub(name: Annotated[str, Depends(sub)]) -> str:
    return name


class ByClass:
    def __init__(self, name: Annotated[str, get_name]) -> None:  # E[fastapi-annotated]
        self.name = name


@dataclass
class ByData:
    name: Annotated[str, get_name]  # E[fastapi-annotated]


@app.get("/class")
def with_class(given: ByClass = Depends(), data: ByData = Depends()) -> str:
    return given.name


class Callee:
    def __call__(self, name: Annotated[str, get_name]) -> str:  # E[fastapi-annotated]
        return name


@app.get("/callee")
def with_callee(name: str = Depends(Callee())) -> str:
    return name


@app.post("/model")
def model(user: Annotated[User, get_user]) -> str:  # E[fastapi-annotated]
    return user.name


@app.websocket("/socket")
async def socket(
    websocket: WebSocket,
    name: Annotated[str, get_name],  # E[fastapi-annotated]
) -> None:
    await websocket.accept()
    await websocket.send_text(name)
    await websocket.close()


app.include_router(router)
app.add_api_route("/added", added)


def demonstrate(client: TestClient) -> None:
    paths = "function method static default optional quoted keyword marker marker2 scheme scheme2".split()
    for path in [*paths, *"scheme3 several union router added nested sub class callee".split()]:
        assert client.get(f"/{path}?name=client").json() == "client", path
    assert client.post("/model", json={"name": "client"}).json() == "client"
    with client.websocket_connect("/socket?name=client") as connected:
        assert connected.receive_text() == "client"
