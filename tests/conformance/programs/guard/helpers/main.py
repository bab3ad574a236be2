# A dependency returns the response that a function of another module makes: nobody sends it.
# outcome: silent
from __future__ import annotations

from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient

from . import answers
from .answers import refuse, to_login, unauthorized

app = FastAPI()


def signed_in(request: Request):
    if "session" not in request.cookies:
        return to_login(request.url.path)


def with_key(request: Request):
    if "x-key" not in request.headers:
        return unauthorized("no key")
    return None


async def allowed(request: Request):
    if "x-key" not in request.headers:
        return answers.forbidden("no key")


def raising(request: Request):
    if "x-key" not in request.headers:
        return refuse("no key")


@app.get("/wrong/0", dependencies=[Depends(signed_in)])  # E[fastapi-guard]
def of_signed_in() -> str:
    return "secret"


@app.get("/wrong/1", dependencies=[Depends(with_key)])  # E[fastapi-guard]
def of_key() -> str:
    return "secret"


@app.get("/wrong/2", dependencies=[Depends(allowed)])  # E[fastapi-guard]
def of_allowed() -> str:
    return "secret"


@app.get("/right", dependencies=[Depends(raising)])
def right() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/wrong/{number}").json() == "secret"
    assert client.get("/right").status_code == 401
