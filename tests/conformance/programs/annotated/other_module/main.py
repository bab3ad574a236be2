# An alias of another module: reported where it is used, unless its own module says enough.
# outcome: silent
# fastapi: 0.122
from fastapi import FastAPI
from fastapi.testclient import TestClient

from annotated.other_module.deps import ClaimedUser, CurrentUser, Token, User

app = FastAPI()


@app.get("/me")
def read_me(user: ClaimedUser) -> User:  # E[fastapi-annotated]
    return user


@app.get("/maybe")
def read_maybe(user: CurrentUser | None = None) -> User | None:  # E[fastapi-annotated]
    return user


@app.get("/token")
def read_token(token: Token) -> str:
    return token


@app.get("/right")
def read_right(user: CurrentUser) -> User:
    return user


def demonstrate(client: TestClient) -> None:
    admin = {"name": "admin"}
    assert client.request("GET", "/me", json=admin).json() == admin
    assert client.request("GET", "/maybe", json=admin).json() == admin
    assert client.get("/token?token=any").json() == "any"
    assert client.request("GET", "/right", json=admin).json() == {"name": "Ada"}
