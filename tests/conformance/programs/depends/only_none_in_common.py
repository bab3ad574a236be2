# Both sides may be None, and have nothing else in common.
# outcome: silent
from typing import Annotated, Optional

from fastapi import Depends, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.testclient import TestClient

app = FastAPI()
bearer = HTTPBearer(auto_error=False)


class User:
    pass


def find_user() -> User | None:
    return User()


def find_names() -> Optional[list[str]]:
    return ["a"]


@app.get("/tokens")
def tokens(
    token: str | None = Depends(bearer),  # E[fastapi-depends]
    credentials: HTTPAuthorizationCredentials | None = Depends(bearer),
) -> str:
    return type(token).__name__


@app.get("/users")
def users(
    a: Annotated[int | None, Depends(find_user)],  # E[fastapi-depends]
    b: Annotated[Optional[int], Depends(find_names)],  # E[fastapi-depends]
    c: Annotated[int | str | None, Depends(find_user)],  # E[fastapi-depends]
    d: Annotated[User | None, Depends(find_user)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    answer = client.get("/tokens", headers={"Authorization": "Bearer secret"})
    assert answer.json() == "HTTPAuthorizationCredentials"
    assert client.get("/users").json() == ["User", "list", "User", "User"]
