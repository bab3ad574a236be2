# What is overridden is the alias that asks for the dependency: FastAPI never looks it up.
# outcome: silent
# fastapi: 0.122
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "Ada"


class OtherUser(User):
    name = "Bob"


def get_user() -> User:
    return User()


CurrentUser = Annotated[User, Depends(get_user)]
Same = CurrentUser


@app.get("/")
def read(user: CurrentUser) -> str:
    return user.name


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[CurrentUser] = OtherUser  # E[fastapi-override]
    app.dependency_overrides[Same] = OtherUser  # E[fastapi-override]
    app.dependency_overrides[Annotated[User, Depends(get_user)]] = OtherUser  # E[fastapi-override]
    assert client.get("/").json() == "Ada"
    app.dependency_overrides[get_user] = OtherUser
    assert client.get("/").json() == "Bob"
