# Aliases that are right, of every form.
from typing import Annotated, Optional, TypeAlias, TypeVar

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()
T = TypeVar("T")


class User:
    pass


def get_user() -> User:
    return User()


def get_users() -> list[User]:
    return [User()]


async def find_user() -> User | None:
    return None


Plain = Annotated[User, Depends(get_user)]
Explicit: TypeAlias = Annotated[User, Depends(get_user)]
String = Annotated["User", Depends(get_user)]
Again = Plain
Wider = Annotated[Optional[User], Depends(get_user)]
Maybe = Annotated[User | None, Depends(find_user)]
Generic = Annotated[list[T], Depends(get_users)]
OfAnything = Annotated[T, Depends(get_user)]
Base = Annotated[User, "a user"]
Extended = Annotated[Base, Depends(get_user)]
Page = Annotated[int, Query(ge=1)]
Numbers = dict[str, Annotated[int, "a number"]]


@app.get("/")
def read(
    a: Plain,
    b: Explicit,
    c: String,
    d: Again,
    e: Wider,
    f: Maybe,
    g: Generic[User],
    h: OfAnything[User],
    i: OfAnything[object],
    j: Extended,
    page: Page = 1,
    k: Wider = None,
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i, j, k, page)]


def demonstrate(client: TestClient) -> None:
    names = ["User", "User", "User", "User", "User", "NoneType", "list", "User", "User", "User"]
    assert client.get("/").json() == [*names, "User", "int"]
