# Under `from __future__ import annotations` every annotation is a string.
# outcome: silent
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


def get_id() -> int:
    return 3


def get_user() -> User:
    return User()


Current = Annotated["User", Depends(get_user)]


@app.get("/")
def read(
    a: Annotated[User, Depends(get_id)],  # E[fastapi-depends]
    b: Annotated[User, Depends(get_user)],
    c: Current,
    d: User = Depends(get_id),  # E[fastapi-depends]
    e: User = Depends(get_user),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int", "User", "User", "int", "User"]
