# A dependency in a variable.
import os
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


class Auth:
    def current_user(self, active: bool) -> Callable[..., User]:
        return User


def get_user() -> User:
    return User()


auth = Auth()
current = get_user
active_user = auth.current_user(active=True)
either = get_user if os.environ.get("USE_FUNCTION") else User


@app.get("/right")
def right(
    a: Annotated[User, Depends(current)],
    b: Annotated[User, Depends(active_user)],
    c: Annotated[User, Depends(auth.current_user(active=False))],
    d: Annotated[User, Depends(either)],
    e: Annotated[User, Depends(get_user if app.debug else User)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["User"] * 5
