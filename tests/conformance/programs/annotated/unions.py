# FastAPI looks for markers at the top of an annotation, not in the members of a union.
# outcome: silent
# fastapi: 0.122
from typing import Annotated, Optional, Union

from fastapi import Cookie, Depends, FastAPI, Header, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


def get_user() -> User:
    return User(name="the one of the token")


CurrentUser = Annotated[User, Depends(get_user)]
MaybeUser = CurrentUser | None
Token = Annotated[str, Header()]


@app.get("/me")
def read_me(user: CurrentUser | None = None) -> User | None:  # E[fastapi-annotated]
    return user


@app.get("/optional")
def read_optional(user: Optional[CurrentUser] = None) -> User | None:  # E[fastapi-annotated]
    return user


@app.get("/alias")
def read_alias(user: MaybeUser = None) -> User | None:  # E[fastapi-annotated]
    return user


@app.get("/token")
def read_token(token: Union[Token, None] = None) -> str | None:  # E[fastapi-annotated]
    return token


@app.get("/cookie")
def read_cookie(
    session: Annotated[str, Cookie()] | None = None,  # E[fastapi-annotated]
) -> str | None:
    return session


@app.get("/ids")
def read_ids(
    ids: Annotated[list[int], Query()] | None = None,  # E[fastapi-annotated]
) -> list[int] | None:
    return ids


@app.get("/page")
def read_page(
    page: Annotated[int, Query(alias="p")] | None = None,  # E[fastapi-annotated]
) -> int | None:
    return page


def get_name(user: CurrentUser | None = None) -> str:  # E[fastapi-annotated]
    return user.name if user else ""


@app.get("/name")
def read_name(name: Annotated[str, Depends(get_name)]) -> str:
    return name


def demonstrate(client: TestClient) -> None:
    admin = {"name": "admin"}
    for path in ("/me", "/optional", "/alias"):
        assert client.get(path).json() is None
        assert client.request("GET", path, json=admin).json() == admin
    assert client.get("/token?token=any").json() == "any"
    assert client.get("/cookie?session=any", cookies={"session": "mine"}).json() == "any"
    assert client.get("/ids?ids=1").json() is None
    assert client.get("/page?p=2").json() is None
    assert client.request("GET", "/name", json=admin).json() == "admin"
