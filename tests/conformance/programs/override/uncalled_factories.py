# A function that makes an override, given in its place.
# outcome: silent
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


def get_user() -> User:
    return User(name="Ada")


def get_limit() -> int:
    return 10


def get_greeting() -> Callable[[], str]:
    return lambda: "Hi"


def fake_user(name: str = "Bob"):
    def fake() -> User:
        return User(name=name)

    return fake


def fake_limit(limit: int = 3) -> Callable[[], int]:
    def fake() -> int:
        return limit

    return fake


def fake_greeting(name: str = "Bob"):
    def fake() -> str:
        return f"Hi {name}"

    return fake


app.dependency_overrides[get_user] = fake_user  # E[fastapi-override]
app.dependency_overrides[get_limit] = fake_limit  # E[fastapi-override]
app.dependency_overrides[get_greeting] = fake_greeting


@app.get("/")
def read(
    user: Annotated[User, Depends(get_user)],
    limit: Annotated[int, Depends(get_limit)],
    greeting: Annotated[Callable[[], str], Depends(get_greeting)],
) -> list[str]:
    return [type(user).__name__, type(limit).__name__, greeting()]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["function", "function", "Hi Bob"]
