# A library whose factories take and make dependencies of many kinds.
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from .library import Authenticator, DependencyCallable, Manager

app = FastAPI()


class User:
    pass


class UserManager(Manager[User]):
    pass


async def get_manager() -> AsyncIterator[UserManager]:
    yield UserManager(User)


def plain_manager() -> Manager[User]:
    return UserManager(User)


authenticator = Authenticator[User](get_manager)
current_user = authenticator.current_user()
typed_user = authenticator.typed_user()
declared: DependencyCallable[Manager[User]] = plain_manager


@app.get("/")
async def read(
    a: Annotated[User, Depends(current_user)],
    b: Annotated[User, Depends(typed_user)],
    c: Annotated[User | None, Depends(authenticator.current_user(optional=True))],
    d: Annotated[Manager[User], Depends(get_manager)],
    e: Annotated[Manager[User], Depends(declared)],
    f: User = Depends(authenticator.typed_user()),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["User"] * 3 + ["UserManager"] * 2 + ["User"]
