# A marker that is not called is a function for FastAPI, and no marker.
# outcome: silent
from typing import Annotated

import fastapi
from fastapi import Body, Cookie, Depends, FastAPI, File, Form, Header, Query, Security
from fastapi.testclient import TestClient

app = FastAPI()
Token = Annotated[str, Header]  # E[fastapi-annotated]


@app.get("/header")
def read_header(x_user: Annotated[str, Header]) -> str:  # E[fastapi-annotated]
    return x_user


@app.get("/cookie")
def read_cookie(
    session: Annotated[str | None, Cookie] = None,  # E[fastapi-annotated]
) -> str | None:
    return session


@app.post("/body")
def read_body(text: Annotated[str, Body]) -> str:  # E[fastapi-annotated]
    return text


@app.post("/form")
def read_form(
    name: Annotated[str, fastapi.Form],  # E[fastapi-annotated]
    data: Annotated[bytes, File],  # E[fastapi-annotated]
    note: Annotated[str, "a note", Form] = "",  # E[fastapi-annotated]
) -> str:
    return name


@app.post("/ids")
def read_ids(ids: Annotated[list[int], Query]) -> list[int]:  # E[fastapi-annotated]
    return ids


@app.get("/user")
def read_user(user: Annotated[str, Depends]) -> str:  # E[fastapi-annotated]
    return user


@app.get("/scoped")
def read_scoped(user: Annotated[str, Security]) -> str:  # E[fastapi-annotated]
    return user


@app.get("/alias")
def read_alias(token: Token) -> str:
    return token


def demonstrate(client: TestClient) -> None:
    assert client.get("/header?x_user=admin", headers={"x-user": "guest"}).json() == "admin"
    assert client.get("/cookie?session=stolen").json() == "stolen"
    assert client.post("/body?text=a").json() == "a"
    assert client.post("/form?name=a&data=b").json() == "a"
    assert client.post("/ids", json=[1]).json() == [1]
    assert client.get("/user?user=admin").json() == "admin"
    assert client.get("/scoped?user=admin").json() == "admin"
    assert client.get("/alias?token=any").json() == "any"
