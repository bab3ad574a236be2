# Decorated dependencies provide what the decorator makes of them.
# fastapi: 0.124
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache, lru_cache, wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
P = ParamSpec("P")
T = TypeVar("T")


class Settings:
    pass


def logged(function: Callable[P, T]) -> Callable[P, T]:
    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    return wrapper


def logged_async(function: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    @wraps(function)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        return await function(*args, **kwargs)

    return wrapper


def to_text(function: Callable[P, object]) -> Callable[P, str]:
    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> str:
        return str(function(*args, **kwargs))

    return wrapper


def untyped(function: Any) -> Any:
    return function


@lru_cache
def get_settings() -> Settings:
    return Settings()


@lru_cache(maxsize=1)
def get_settings_once() -> Settings:
    return Settings()


@cache
def get_settings_forever() -> Settings:
    return Settings()


@logged
def get_id() -> int:
    return 3


@logged_async
async def fetch_id() -> int:
    return 3


@logged
async def fetch_logged() -> int:
    return 3


@to_text
def get_text() -> int:
    return 3


@untyped
def get_untyped() -> int:
    return 3


@logged
async def session() -> AsyncIterator[int]:
    yield 3


@app.get("/right")
async def right(
    a: Annotated[Settings, Depends(get_settings)],
    b: Annotated[Settings, Depends(get_settings_once)],
    c: Annotated[Settings, Depends(get_settings_forever)],
    d: Annotated[int, Depends(get_id)],
    e: Annotated[int, Depends(fetch_id)],
    f: Annotated[int, Depends(fetch_logged)],
    g: Annotated[str, Depends(get_text)],
    h: Annotated[str, Depends(get_untyped)],
    i: Annotated[int, Depends(session)],
    j: Annotated[Settings, Depends(functools.lru_cache(get_settings))],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i, j)]


def demonstrate(client: TestClient) -> None:
    settings = ["Settings"] * 3
    right = [*settings, "int", "int", "int", "str", "int", "int", "Settings"]
    assert client.get("/right").json() == right
