# Parameters that take several types.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


class Guest:
    pass


def get_user() -> User:
    return User()


def get_either() -> User | Guest:
    return Guest()


def get_numbers() -> list[int] | dict[str, int]:
    return []


@app.get("/wrong")
def wrong(
    a: Annotated[Guest | None, Depends(get_user)],  # E[fastapi-depends]
    b: Annotated[int | str, Depends(get_either)],  # E[fastapi-depends]
    c: Annotated[set[int] | None, Depends(get_numbers)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["User", "Guest", "list"]
