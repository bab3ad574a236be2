# A variable that is declared to hold a callable may hold an `async def` or a generator function.
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


@app.get("/right")
def right(
    a: Annotated[User, Depends(awaitable())],
    b: Annotated[User, Depends(coroutine())],
    c: Annotated[User, Depends(iterator())],
    d: Annotated[User, Depends(sync_iterator())],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["User"] * 4
