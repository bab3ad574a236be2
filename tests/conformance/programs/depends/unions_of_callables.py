# A dependency may be one of several callables; libraries declare their factories that way.
# outcome: silent
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Generator
from typing import Annotated, Any, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
T = TypeVar("T")
Factory = Callable[
    ...,
    T
    | Coroutine[Any, Any, T]
    | Generator[T, None, None]
    | AsyncGenerator[T, None]
    | AsyncIterator[T],
]
Either = Callable[[], T] | Callable[[], Awaitable[T]]


class User:
    pass


async def session() -> AsyncIterator[User]:
    yield User()


def get_user() -> User:
    return User()


async def fetch_user() -> User:
    return User()


by_session: Factory[User] = session
by_function: Factory[User] = get_user
either: Either[User] = fetch_user


def make(factory: Factory[T]) -> Factory[T]:
    return factory


def routes(get: Factory[User], maybe: Callable[[], User] | Callable[[], Awaitable[User]]) -> None:
    @app.get("/parameters")
    def parameters(
        a: Annotated[User, Depends(get)],
        b: Annotated[User, Depends(maybe)],
        c: Annotated[int, Depends(get)],  # E[fastapi-depends]
        d: Annotated[int, Depends(maybe)],  # E[fastapi-depends]
    ) -> list[str]:
        return [type(value).__name__ for value in (a, b, c, d)]


routes(session, fetch_user)


@app.get("/right")
def right(
    a: Annotated[User, Depends(by_session)],
    b: Annotated[User, Depends(by_function)],
    c: Annotated[User, Depends(make(session))],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c)]


@app.get("/wrong")
def wrong(
    a: Annotated[int, Depends(make(session))],  # E?[fastapi-depends]
    b: int = Depends(make(get_user)),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["User"] * 3
    assert client.get("/wrong").json() == ["User"] * 2
    assert client.get("/parameters").json() == ["User"] * 4
