# Classes of one name are told apart by their modules.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from . import models, schemas

app = FastAPI()


def get_user() -> models.User:
    return models.User(number=1)


def get_users() -> list[models.User]:
    return [models.User(number=1)]


@app.get("/user")
def read_user(user: schemas.User = Depends(get_user)) -> str:  # E[fastapi-depends]
    return type(user).__module__


@app.get("/users")
def read_users(users: list[schemas.User] = Depends(get_users)) -> str:  # E[fastapi-depends]
    return type(users[0]).__module__


@app.get("/both")
def read_both(user: models.User = Depends(get_user)) -> int:
    return user.number


def demonstrate(client: TestClient) -> None:
    for path in ("/user", "/users"):
        assert client.get(path).json().endswith("models")
    app.dependency_overrides[get_user] = lambda: schemas.User(email="x")  # E[fastapi-override]
    assert client.get("/user").json().endswith("schemas")
