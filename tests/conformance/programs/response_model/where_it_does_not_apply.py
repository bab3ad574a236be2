# Where something else answers, or may change what is returned, the declared type says nothing.
# fastapi: 0.134
import functools
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeVar

from fastapi import FastAPI, Response, WebSocket
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, create_model

app = FastAPI()
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


class User(BaseModel):
    name: str


class UserOut(BaseModel):
    name: str
    email: str


Made: Any = create_model("Made", missing=(int, 1))


def with_email(function: Callable[..., User]) -> Callable[..., UserOut]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> UserOut:
        return UserOut(name=function(*args, **kwargs).name, email="e")

    return wrapper


class Text(Response):
    media_type = "text/plain"


@app.get("/decorated", response_model=UserOut)
@with_email
def decorated() -> User:
    return User(name="a")


@app.get("/stream", response_model=UserOut)
def stream() -> StreamingResponse:
    return StreamingResponse(iter(["a"]))


@app.get("/generator", response_model=UserOut)
def generator() -> Iterator[User]:
    yield User(name="a")


@app.get("/subclass", response_model=UserOut)
async def subclass() -> Text:
    return Text("a")


@app.get("/made", response_model=Made)
def made() -> User:
    return User(name="a")


def model() -> Any:
    return User


@app.get("/called", response_model=model())
def called() -> User:
    return User(name="a")


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()


class Registry:
    def get(self, path: str, response_model: Any) -> Callable[[FunctionT], FunctionT]:
        return lambda function: function


registry = Registry()


@registry.get("/other", response_model=UserOut)
def other() -> User:
    return User(name="a")


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
