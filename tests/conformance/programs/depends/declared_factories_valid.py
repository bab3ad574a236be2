# A variable provides what its declared type says, whichever function is its value.
# enable: fastapi-depends-downcast
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


async def session() -> AsyncIterator[User]:
    yield User()


def get_user() -> User:
    return User()


by_session: Callable[..., User | Awaitable[User] | AsyncIterator[User]] = session
by_function: Callable[..., User | Awaitable[User] | AsyncIterator[User]] = get_user
either: Callable[[], User] | Callable[[], Awaitable[User]] = get_user


class Settings:
    get_user: Callable[..., User | Awaitable[User]] = staticmethod(get_user)


def use(other: Callable[[], User] | Callable[[], Awaitable[User]]) -> None:
    @app.get("/either")
    def read(user: Annotated[User, Depends(other)]) -> str:
        return type(user).__name__


use(get_user)


@app.get("/")
def right(
    a: Annotated[User, Depends(by_session)],
    b: Annotated[User, Depends(by_function)],
    c: User = Depends(either),
    d: User = Depends(Settings.get_user),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["User"] * 4
    assert client.get("/either").json() == "User"
