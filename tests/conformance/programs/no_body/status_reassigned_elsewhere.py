# A constant that a function assigns again, and a status in options that are not written out.
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
CODE = 204
OPTIONS: dict[str, Any] = {"status_code": 204}


def configure() -> None:
    global CODE
    CODE = 200
    OPTIONS.update(status_code=200)


configure()


@app.get("/global", status_code=CODE)
def by_global():
    return 1


@app.get("/options", **OPTIONS)
def by_options():
    return 1


def demonstrate(client: TestClient) -> None:
    assert client.get("/global").json() == 1
    assert client.get("/options").json() == 1
