# The same under the code that reports it.
# outcome: silent
# enable: fastapi-depends-downcast
from collections.abc import Mapping
from typing import Annotated, Literal, NewType

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
UserId = NewType("UserId", int)


class User:
    pass


class Admin(User):
    pass


def get_user() -> User:
    return User()


def get_either() -> Admin | str:
    return "Ada"


def get_maybe() -> User | None:
    return User()


def get_mapping() -> Mapping[str, int]:
    return {}


def get_text() -> str:
    return "c"


def get_id() -> int:
    return 3


AdminAlias = Annotated[Admin, Depends(get_user)]  # E[fastapi-depends-downcast]


@app.get("/")
def read(
    a: Annotated[Admin, Depends(get_user)],  # E[fastapi-depends-downcast]
    b: Annotated[Admin, Depends(get_either)],  # E[fastapi-depends-downcast]
    c: Annotated[dict[str, int], Depends(get_mapping)],  # E[fastapi-depends-downcast]
    d: Annotated[Literal["a"], Depends(get_text)],  # E[fastapi-depends-downcast]
    e: Annotated[UserId, Depends(get_id)],  # E[fastapi-depends-downcast]
    f: AdminAlias,
    g: Annotated[User, Depends(get_user)],
    h: Annotated[User, Depends(get_maybe)],  # E[fastapi-depends]
    i: Annotated[str, Depends(get_id)],  # E[fastapi-depends]
    j: Admin | None = Depends(get_user),  # E[fastapi-depends-downcast]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i, j)]


def demonstrate(client: TestClient) -> None:
    names = ["User", "str", "dict", "str", "int", "User", "User", "User", "int", "User"]
    assert client.get("/").json() == names
