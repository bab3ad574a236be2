# A variable that is declared to hold a callable may hold an `async def` or a generator function.
# outcome: silent
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from typing import Annotated, Any, Optional

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


async def fetch_user() -> User:
    return User()


async def session() -> AsyncIterator[User]:
    yield User()


def sync_session() -> Iterator[User]:
    yield User()


def awaitable() -> Callable[..., Awaitable[User]]:
    return fetch_user


def coroutine() -> Callable[..., Coroutine[Any, Any, User]]:
    return fetch_user


def iterator() -> Callable[..., AsyncIterator[User]]:
    return session


def sync_iterator() -> Callable[..., Iterator[User]]:
    return sync_session


def maybe_iterator() -> Callable[..., Optional[AsyncIterator[User]]]:
    return session


@app.get("/wrong")
def wrong(
    a: Annotated[int, Depends(awaitable())],  # E[fastapi-depends]
    b: Annotated[int, Depends(coroutine())],  # E[fastapi-depends]
    c: Annotated[int, Depends(iterator())],  # E[fastapi-depends]
    d: Annotated[int, Depends(sync_iterator())],  # E[fastapi-depends]
    e: Annotated[User, Depends(maybe_iterator())],  # E?[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["User"] * 5
