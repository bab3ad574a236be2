# Both sides may be None, and the rest of what is provided may fit, too.
from collections.abc import Mapping
from typing import Annotated, Any, Optional, Protocol

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    def name(self) -> str:
        return "a"


class Admin(User):
    pass


class Named(Protocol):
    def name(self) -> str: ...


def find_user() -> User | None:
    return Admin()


def find_either() -> User | str | None:
    return Admin()


def find_mapping() -> Optional[Mapping[str, int]]:
    return {}


def find_anything() -> Any | None:
    return Admin()


def nothing() -> None:
    return None


@app.get("/")
def home(
    a: Annotated[Admin | None, Depends(find_user)],
    b: Annotated[Optional[User], Depends(find_either)],
    c: Annotated[dict[str, int] | None, Depends(find_mapping)],
    d: Annotated[User | None, Depends(find_anything)],
    e: Annotated[Named | None, Depends(find_user)],
    f: Annotated[int | None, Depends(nothing)],
    g: Annotated[object, Depends(find_user)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g)]


def demonstrate(client: TestClient) -> None:
    found = ["Admin", "Admin", "dict", "Admin", "Admin", "NoneType", "Admin"]
    assert client.get("/").json() == found
