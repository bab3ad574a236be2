# Parameters that take several types.
from typing import Annotated, Any, Optional, Union

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


@app.get("/right")
def right(
    a: Annotated[User | Guest, Depends(get_user)],
    b: Annotated[Union[Guest, User, None], Depends(get_either)],
    c: Annotated[Optional[Any], Depends(get_user)],
    d: Annotated[list[int] | dict[str, int] | str, Depends(get_numbers)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["User", "Guest", "User", "list"]
