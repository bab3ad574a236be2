# Other spellings of what Annotated ignores.
# outcome: silent
# fastapi: 0.122
import functools
from typing import Annotated, Optional

import fastapi
from fastapi import Body, Cookie, Depends, FastAPI, Header, Path, Query, Security, WebSocket, params
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()
bearer = OAuth2PasswordBearer("token")


class User(BaseModel):
    name: str = "x"


def get_name(x_user: Annotated[str, Header()] = "guest") -> str:
    return x_user


def make(name: str = "guest"):
    def inner() -> str:
        return name

    return inner


Name = Annotated[str, get_name]  # E[fastapi-annotated]
Token = Annotated[str, fastapi.Header]  # E[fastapi-annotated]


class Repository:
    def current(self) -> str:
        return "current"

    @classmethod
    def default(cls) -> str:
        return "default"

    @staticmethod
    def fixed() -> str:
        return "fixed"

    def __call__(self) -> str:
        return "called"


repository = Repository()


@app.get("/0")
def r0(name: Name = "") -> str:
    return name


@app.get("/1")
def r1(name: Annotated[str, Repository.default] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/2")
def r2(name: Annotated[str, Repository.fixed] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/3")
def r3(name: Annotated[str, repository] = "") -> str:
    return name


@app.get("/4")
def r4(name: Annotated[str, make("x")] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/5")
def r5(name: Annotated[str, functools.partial(get_name)] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/6")
def r6(name: Annotated[str, lambda: "x"] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/7")
def r7(name: Annotated[str, params.Header] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/8")
def r8(name: Annotated[str, fastapi.Cookie] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/9")
def r9(
    name: Annotated[str, "the name", get_name, Field(min_length=0)] = "",  # E[fastapi-annotated]
) -> str:
    return name


@app.get("/10")
def r10(name: Annotated[Optional[str], get_name] = None) -> str:  # E[fastapi-annotated]
    return name or ""


@app.get("/11")
def r11(name: Optional[Annotated[str, Depends(get_name)]] = None) -> str:  # E[fastapi-annotated]
    return name or ""


@app.get("/12")
def r12(name: Annotated[str, repository.current] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/13")
def r13(name: Annotated[str, bearer] = "") -> str:  # E[fastapi-annotated]
    return name


def sub(name: Annotated[str, get_name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/14")
def r14(found: Annotated[str, Depends(sub)]) -> str:
    return found


class Params:
    def __init__(self, name: Annotated[str, get_name] = "") -> None:  # E[fastapi-annotated]
        self.name = name


@app.get("/15")
def r15(found: Annotated[Params, Depends()]) -> str:
    return found.name


@app.websocket("/ws")
async def ws(
    websocket: WebSocket,
    name: Annotated[str, get_name] = "",  # E[fastapi-annotated]
) -> None:
    await websocket.accept()
    await websocket.send_text(name)
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    for n in range(16):
        assert client.get(f"/{n}?name=admin").json() == "admin", n
    with client.websocket_connect("/ws?name=admin") as socket:
        assert socket.receive_text() == "admin"
