# A dependency that is declared wider than its parameter may be right at run time. The code that
# reports it is off by default.
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NewType

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
UserId = NewType("UserId", int)


class User:
    pass


class Admin(User):
    pass


def get_user() -> User:
    return Admin()


def get_either() -> Admin | str:
    return Admin()


def get_object() -> object:
    return Admin()


def get_mapping() -> Mapping[str, int]:
    return {}


def get_text() -> str:
    return "a"


def get_id() -> int:
    return 3


def placeholder() -> User:
    raise NotImplementedError


def session() -> Iterator[User]:
    yield Admin()


class Current:
    def __call__(self) -> User | Admin:
        return Admin()


AdminAlias = Annotated[Admin, Depends(get_user)]


@app.get("/")
def read(
    a: Annotated[Admin, Depends(get_user)],
    b: Annotated[Admin, Depends(get_either)],
    c: Annotated[Admin, Depends(get_object)],
    d: Annotated[dict[str, int], Depends(get_mapping)],
    e: Annotated[Literal["a", "b"], Depends(get_text)],
    f: Annotated[UserId, Depends(get_id)],
    g: Annotated[Admin, Depends(session)],
    h: Annotated[Admin, Depends(Current())],
    i: AdminAlias,
    j: Annotated[list[Any] | dict[str, Any], Depends(get_mapping)],
    k: Admin | None = Depends(get_user),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i, j, k)]


@app.get("/placeholder")
def read_placeholder(admin: Annotated[Admin, Depends(placeholder)]) -> str:
    return type(admin).__name__


app.dependency_overrides[placeholder] = Admin


def demonstrate(client: TestClient) -> None:
    names = ["Admin", "Admin", "Admin", "dict", "str", "int", "Admin", "Admin"]
    assert client.get("/").json() == [*names, "Admin", "dict", "Admin"]
    assert client.get("/placeholder").json() == "Admin"
