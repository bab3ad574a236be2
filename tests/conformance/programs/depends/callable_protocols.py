# Dependencies behind protocols and base classes that can be called.
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from typing import Annotated, Protocol

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


class Getter(Protocol):
    def __call__(self) -> User: ...


class Fetcher(Protocol):
    async def __call__(self) -> User: ...


class Opener(Protocol):
    def __call__(self) -> AsyncIterator[User]: ...


class Source(ABC):
    @abstractmethod
    async def __call__(self) -> User: ...


class Database(Source):
    async def __call__(self) -> User:
        return User()


def get() -> User:
    return User()


async def fetch() -> User:
    return User()


async def session() -> AsyncIterator[User]:
    yield User()


def routes(getter: Getter, fetcher: Fetcher, opener: Opener, source: Source) -> None:
    @app.get("/")
    def read(
        a: Annotated[User, Depends(getter)],
        b: Annotated[User, Depends(fetcher)],
        c: Annotated[User, Depends(opener)],
        d: Annotated[User, Depends(source)],
    ) -> list[str]:
        return [type(value).__name__ for value in (a, b, c, d)]


routes(get, fetch, session, Database())


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["User"] * 4
