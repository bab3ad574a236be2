# A decorator that keeps the signature passes the marker on as well; and `open()` has no request.
# outcome: silent
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency
from scoped_fastapi.errors import DependencyLifetimeError

app = FastAPI()
P = ParamSpec("P")
R = TypeVar("R")


def get_db() -> str:
    return "db"


def logged(function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    @wraps(function)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return await function(*args, **kwargs)

    return wrapper


F = TypeVar("F", bound=Callable[..., object])


def registered(function: F) -> F:
    return function


def repeated(times: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            for _ in range(times - 1):
                function(*args, **kwargs)
            return function(*args, **kwargs)

        return wrapper

    return decorate


def labelled(label: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def keep(function: Callable[P, R]) -> Callable[P, R]:
        function.__doc__ = label
        return function

    return keep


@logged
async def load(name: str, db: str = Depends(get_db)) -> str:
    return type(db).__name__


@repeated(2)
def count(db: str = Depends(get_db)) -> str:
    return type(db).__name__


@registered
def find(db: str = Depends(get_db)) -> str:
    return type(db).__name__


@labelled("names")
def names(db: str = Depends(get_db)) -> str:
    return type(db).__name__


@response_scoped_dependency
async def get_session(limit: int = Query(10), db: str = Depends(get_db)) -> AsyncIterator[str]:
    yield db * limit


@app.get("/logged")
async def read_logged() -> str:
    return await load("a")  # E[fastapi-direct-call]


@app.get("/repeated")
def read_repeated() -> str:
    return count()  # E[fastapi-direct-call]


@app.get("/registered")
def read_registered() -> str:
    return find()  # E[fastapi-direct-call]


@app.get("/labelled")
def read_labelled() -> str:
    return names()  # E[fastapi-direct-call]


async def use() -> str:
    async with get_session.open() as session:  # E[fastapi-direct-call]
        return session


def demonstrate(client: TestClient) -> None:
    assert client.get("/logged").json() == "Depends"
    assert client.get("/repeated").json() == "Depends"
    assert client.get("/labelled").json() == "Depends"
    try:
        asyncio.run(use())
    except DependencyLifetimeError as error:
        assert "limit" in str(error)
    else:
        raise AssertionError
