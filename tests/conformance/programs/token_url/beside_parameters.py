# outcome: silent
"""A POST route with a parameter takes the form only where its whole path matches."""

from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient

app = FastAPI()
editor = OAuth2PasswordBearer(tokenUrl="notices/login")  # E[fastapi-token-url]
reader = OAuth2PasswordBearer(tokenUrl="login/readers")


@app.post("/notices/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    return {"access_token": form.username}


@app.post("/notices/{number}/read")
def mark_as_read(number: int) -> int:
    return number


@app.post("/login/{kind}")
def log_in_as(kind: str, form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    return {"access_token": form.username + kind}


@app.get("/notices", dependencies=[Depends(editor), Depends(reader)])
def list_notices() -> list[str]:
    return []


def demonstrate(client: TestClient) -> None:
    form = {"username": "a", "password": "b"}
    assert client.post("/notices/login", data=form).status_code == 404
    assert client.post("/login/readers", data=form).status_code == 200
