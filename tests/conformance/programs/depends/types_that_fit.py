# Types that fit without being the same.
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, NewType, Protocol, TypedDict

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
UserId = NewType("UserId", int)


class Named(Protocol):
    name: str

    def greet(self) -> str: ...


class User:
    name = "Ada"

    def greet(self) -> str:
        return "Hello"


class Movie(TypedDict):
    title: str


class Settings(dict[str, str]):
    pass


def get_user() -> User:
    return User()


def get_int() -> int:
    return 3


def get_bool() -> bool:
    return True


def get_id() -> UserId:
    return UserId(3)


def get_literal() -> Literal["a"]:
    return "a"


def get_list() -> list[bool]:
    return [True]


def get_settings() -> Settings:
    return Settings()


def get_movie() -> Movie:
    return {"title": "Alien"}


def get_callable() -> Callable[[object], int]:
    return hash


def get_class() -> type[User]:
    return User


def get_tuple() -> tuple[int, str]:
    return (1, "a")


@app.get("/")
def read(
    a: Annotated[Named, Depends(get_user)],
    b: Annotated[float, Depends(get_int)],
    c: Annotated[int, Depends(get_bool)],
    d: Annotated[int, Depends(get_id)],
    e: Annotated[str, Depends(get_literal)],
    f: Annotated[Literal["a", "b"], Depends(get_literal)],
    g: Annotated[Sequence[int], Depends(get_list)],
    h: Annotated[Iterable[object], Depends(get_list)],
    i: Annotated[Mapping[str, str], Depends(get_settings)],
    j: Annotated[Mapping[str, object], Depends(get_movie)],
    k: Annotated[Callable[[str], float], Depends(get_callable)],
    l: Annotated[type[Any], Depends(get_class)],
    m: Annotated[Callable[[], User], Depends(get_class)],
    n: Annotated[tuple[float, ...] | tuple[int, str], Depends(get_tuple)],
    o: Annotated[Movie, Depends(get_movie)],
    p: Annotated[complex, Depends(get_int)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i, j, l, n, o, p)]


def demonstrate(client: TestClient) -> None:
    names = ["User", "int", "bool", "int", "str", "str", "list", "list", "Settings", "dict"]
    assert client.get("/").json() == [*names, "type", "tuple", "dict", "int"]
