# A call whose result can be called is a dependency, and provides what that result returns.
# outcome: silent
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    def __init__(self, name: str = "Ada") -> None:
        self.name = name


class Counter:
    def __call__(self) -> int:
        return 3


def require(role: str) -> Callable[[], User]:
    return lambda: User(role)


def get_counter() -> Counter:
    return Counter()


def get_class() -> type[User]:
    return User


@app.get("/")
def read(
    a: Annotated[User, Depends(require("admin"))],
    b: Annotated[Counter, Depends(get_counter)],
    c: Annotated[Counter, Depends(get_counter())],  # E[fastapi-depends]
    d: Annotated[int, Depends(get_counter())],
    e: Annotated[User, Depends(get_class())],
    f: Annotated[int, Depends(require("admin"))],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["User", "Counter", "int", "int", "User", "User"]
