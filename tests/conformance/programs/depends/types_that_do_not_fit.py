# Types that do not fit, also where they look alike.
# outcome: silent
from collections.abc import Callable
from typing import Annotated, Literal, NewType, Protocol, TypedDict

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
UserId = NewType("UserId", int)
ItemId = NewType("ItemId", int)


class Greeting(Protocol):
    def greet(self) -> str: ...


class User:
    def greet(self, loud: bool) -> str:
        return "Hello"


class Movie(TypedDict):
    title: str


def get_user() -> User:
    return User()


def get_id() -> UserId:
    return UserId(3)


def get_literal() -> Literal["a"]:
    return "a"


def get_list() -> list[int]:
    return [3]


def get_class() -> type[User]:
    return User


def get_callable() -> Callable[[int], int]:
    return abs


def get_movie() -> Movie:
    return {"title": "Alien"}


def get_float() -> float:
    return 0.5


@app.get("/")
def read(
    a: Annotated[Greeting, Depends(get_user)],  # E[fastapi-depends]
    b: Annotated[ItemId, Depends(get_id)],  # E[fastapi-depends]
    c: Annotated[Literal["b"], Depends(get_literal)],  # E[fastapi-depends]
    d: Annotated[list[str], Depends(get_list)],  # E[fastapi-depends]
    e: Annotated[User, Depends(get_class)],  # E[fastapi-depends]
    f: Annotated[Callable[[str], int], Depends(get_callable)],  # E[fastapi-depends]
    g: Annotated[tuple[int, ...], Depends(get_list)],  # E[fastapi-depends]
    h: Annotated[type[User], Depends(get_user)],  # E[fastapi-depends]
    i: Annotated[int, Depends(get_float)],  # E?[fastapi-depends]
    j: Annotated[dict[str, str], Depends(get_movie)],  # E?[fastapi-depends]
    k: Annotated[User, Depends(get_movie)],  # E[fastapi-depends]
    l: Annotated[str | bytes, Depends(get_id)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (b, c, d, g, i, j, k, l)]


def demonstrate(client: TestClient) -> None:
    names = ["int", "str", "list", "list", "float", "dict", "dict", "int"]
    assert client.get("/").json() == names
