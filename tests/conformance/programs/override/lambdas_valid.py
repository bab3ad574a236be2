# Lambdas that provide what is expected, or what nobody can tell.
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


class Admin(User): ...


def get_user() -> User:
    return User()


def get_names() -> list[str]:
    return ["a"]


def get_data() -> dict[str, str]:
    return {}


def make(kind: type[User]) -> User:
    return kind()


def anything() -> Any:
    return User()


def not_annotated():
    return User()


user = "not a user"


@app.get("/")
def read(
    user: User = Depends(get_user),
    names: list[str] = Depends(get_names),
    data: dict[str, str] = Depends(get_data),
) -> str:
    return type(user).__name__


def demonstrate(client: TestClient) -> None:
    given = Admin()
    app.dependency_overrides[get_user] = lambda: given
    assert client.get("/").json() == "Admin"
    app.dependency_overrides[get_user] = lambda: make(Admin)
    app.dependency_overrides[get_user] = lambda: anything()
    app.dependency_overrides[get_user] = lambda: not_annotated()
    app.dependency_overrides[get_user] = lambda name="a": User()
    app.dependency_overrides[get_names] = lambda: []
    app.dependency_overrides[get_data] = lambda: {}
    assert client.get("/").json() == "User"
    for user in (User(), Admin()):
        app.dependency_overrides[get_user] = lambda: user
        assert client.get("/").json() == type(user).__name__
    app.dependency_overrides[get_user] = lambda: [each for each in [User()]][0]
    app.dependency_overrides[get_user] = lambda: (lambda: User())()
    assert client.get("/").json() == "User"
