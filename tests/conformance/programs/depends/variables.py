# A dependency in a variable.
# outcome: silent
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


@app.get("/wrong")
def wrong(
    a: Annotated[int, Depends(current)],  # E[fastapi-depends]
    b: Annotated[int, Depends(active_user)],  # E[fastapi-depends]
    c: Annotated[int, Depends(auth.current_user(active=False))],  # E[fastapi-depends]
    d: Annotated[int, Depends(either)],  # E[fastapi-depends]
    e: Annotated[int, Depends(get_user if app.debug else User)],  # E?[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["User"] * 5
