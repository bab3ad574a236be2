# Constants whose status has a body, next to one whose status has none.
from http import HTTPStatus

from fastapi import FastAPI, status
from fastapi.testclient import TestClient

from . import codes
from .codes import CREATED, EMPTY, OK, TEAPOT, Codes, Names

app = FastAPI()
ALSO_OK = codes.OK


@app.get("/0", status_code=CREATED)
def created() -> int:
    return 201


@app.get("/1", status_code=OK)
def ok() -> int:
    return 200


@app.get("/2", status_code=TEAPOT)
def teapot() -> int:
    return 418


@app.get("/3", status_code=Codes.ACCEPTED)
def accepted() -> int:
    return 202


@app.get("/4", status_code=Names.DONE.value)
def done() -> int:
    return 200


@app.get("/5", status_code=ALSO_OK)
def also_ok() -> int:
    return 200


@app.get("/6", status_code=HTTPStatus(203))
def by_call() -> int:
    return 203


@app.get("/7", status_code=status.HTTP_207_MULTI_STATUS)
def multi_status() -> int:
    return 207


@app.get("/empty", status_code=EMPTY)
def empty() -> None:
    return None


def demonstrate(client: TestClient) -> None:
    for number in range(8):
        response = client.get(f"/{number}")
        assert response.json() == response.status_code
    assert client.get("/empty").status_code == 204
