# Decorated dependencies provide what the decorator makes of them.
# outcome: silent
# fastapi: 0.124
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


@app.get("/wrong")
async def wrong(
    a: Annotated[str, Depends(get_settings)],  # E[fastapi-depends]
    b: Annotated[str, Depends(get_settings_once)],  # E[fastapi-depends]
    c: Annotated[str, Depends(get_settings_forever)],  # E[fastapi-depends]
    d: Annotated[str, Depends(get_id)],  # E[fastapi-depends]
    e: Annotated[str, Depends(fetch_id)],  # E[fastapi-depends]
    f: Annotated[str, Depends(fetch_logged)],  # E[fastapi-depends]
    g: Annotated[int, Depends(get_text)],  # E[fastapi-depends]
    i: Annotated[str, Depends(session)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, i)]


def demonstrate(client: TestClient) -> None:
    settings = ["Settings"] * 3
    wrong = [*settings, "int", "int", "int", "str", "int"]
    assert client.get("/wrong").json() == wrong
