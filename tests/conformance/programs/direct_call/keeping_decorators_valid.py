# A decorator may fill in what is left out, whatever its type says.
import inspect
from collections.abc import AsyncIterator, Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()
P = ParamSpec("P")
R = TypeVar("R")


def get_db() -> str:
    return "db"


def injected(function: Callable[P, R]) -> Callable[P, R]:
    parameters = inspect.signature(function).parameters

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        filled: dict[str, Any] = {name: get_db() for name in parameters if name not in kwargs}
        return function(*args, **{**filled, **kwargs})

    return wrapper


def given(function: Callable[..., R]) -> Callable[[], R]:
    def wrapper() -> R:
        return function(get_db())

    return wrapper


def filled(db: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            given: Any = function
            result: R = given(db)
            return result

        return wrapper

    return decorate


@injected
def load(db: str = Depends(get_db)) -> str:
    return db


@given
def count(db: str = Depends(get_db)) -> str:
    return db


@filled("db")
def find(db: str = Depends(get_db)) -> str:
    return db


@response_scoped_dependency
async def get_session(db: str = Depends(get_db)) -> AsyncIterator[str]:
    yield db


@app.get("/")
async def read() -> list[str]:
    return [load(), count(), find()]


async def use() -> str:
    async with get_session.open("db") as session:
        assert session == "db"
    async with get_session.open() as session:
        return session


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["db", "db", "db"]
