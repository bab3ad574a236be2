# What a declared union of callables provides, taken as such.
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


async def fetch() -> User:
    return User()


def get() -> User:
    return User()


def session() -> Iterator[User]:
    yield User()


Either = Callable[[], User] | Callable[[], Awaitable[User]]
Loose = Callable[..., Any] | None
Wide = Callable[..., User | Awaitable[User] | AsyncIterator[User] | Iterator[User]]


def routes(either: Either, loose: Loose, wide: Wide) -> None:
    @app.get("/")
    def read(
        a: Annotated[User, Depends(either)],
        b: Annotated[User, Depends(loose)],
        c: Annotated[User, Depends(wide)],
        d: User = Depends(either),
        e: int = Depends(loose),
    ) -> list[str]:
        return [type(value).__name__ for value in (a, b, c, d, e)]


routes(fetch, get, session)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["User"] * 5
