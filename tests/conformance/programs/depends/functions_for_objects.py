# A factory that was not called gives a function, which is no object of the class that is declared.
# outcome: silent
# enable: fastapi-depends-downcast
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Protocol

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str = ""


class Named(Protocol):
    name: str


class Titled(BaseModel):
    title: str = ""


class AnyName(BaseModel):
    name: Any = ""


class Checker:
    def __call__(self) -> User:
        return User()


def require(role: str = "admin") -> Callable[..., User]:
    def check() -> User:
        return User(name=role)

    return check


def find_named() -> Named:
    return User()


def make_session() -> Callable[[], Iterator[int]]:
    return lambda: iter([1])


def find_check() -> Callable[[], User] | None:
    return None


def list_checks() -> list[Callable[[], User]]:
    return [User]


@app.get("/valid")
def valid(
    user: Annotated[User, Depends(require())],
    check: Annotated[Callable[..., User], Depends(require)],
    anything: Annotated[object, Depends(require)],
) -> str:
    return user.name


@app.get("/wider")
def wider(
    checker: Annotated[Checker, Depends(require)],  # E[fastapi-depends-downcast]
    named: Annotated[AnyName, Depends(find_named)],  # E[fastapi-depends-downcast]
    some: Annotated[AnyName | None, Depends(find_named)],  # E[fastapi-depends-downcast]
) -> None: ...


@app.get("/other")
def other(
    user: Annotated[User, Depends(require)],  # E[fastapi-depends]
    maybe: Annotated[User | None, Depends(require)],  # E[fastapi-depends]
    numbers: Annotated[Iterator[int], Depends(make_session)],  # E[fastapi-depends]
    found: Annotated[User, Depends(find_check)],  # E[fastapi-depends]
    users: Annotated[list[User], Depends(list_checks)],  # E[fastapi-depends]
    titled: Annotated[Titled, Depends(find_named)],  # E[fastapi-depends]
    text: Annotated[str, Depends(require)],  # E[fastapi-depends]
) -> Any:
    return callable(user)


def demonstrate(client: TestClient) -> None:
    assert client.get("/valid").json() == "admin"
    assert client.get("/other").json() is True
