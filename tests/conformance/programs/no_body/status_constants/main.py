# Constants of the user's own, in this and in another module, with and without `Final`.
# outcome: silent
from typing import Final

from fastapi import FastAPI
from fastapi.testclient import TestClient

from no_body.status_constants import codes
from no_body.status_constants.codes import DELETED

from .codes import EMPTY, TYPED, UNCHANGED, Answer, Codes

app = FastAPI()
GONE = 204
FINAL: Final = 204
AGAIN = EMPTY


@app.get("/0", status_code=GONE)
def own():
    return 1  # E[fastapi-no-body]


@app.get("/1", status_code=FINAL)
def own_final():
    return 1  # E[fastapi-no-body]


@app.get("/2", status_code=DELETED)
def imported():
    return 1  # E[fastapi-no-body]


@app.get("/3", status_code=codes.DELETED)
def of_module():
    return 1  # E[fastapi-no-body]


@app.get("/4", status_code=UNCHANGED)
def imported_final():
    return 1  # E[fastapi-no-body]


@app.get("/5", status_code=EMPTY)
def constant_of_constant():
    return 1  # E[fastapi-no-body]


@app.get("/6", status_code=TYPED)
def typed():
    return 1  # E[fastapi-no-body]


@app.get("/7", status_code=Codes.DELETED)
def of_class():
    return 1  # E[fastapi-no-body]


@app.get("/8", status_code=Codes.EMPTY)
def of_class_final():
    return 1  # E[fastapi-no-body]


@app.get("/9", status_code=Answer.EMPTY)
def of_own_enumeration():
    return 1  # E[fastapi-no-body]


@app.get("/10", status_code=AGAIN)
def of_another_name():
    return 1  # E[fastapi-no-body]


@app.get("/11", status_code=Answer.DONE)
def with_a_body():
    return 1


def demonstrate(client: TestClient) -> None:
    for number in range(11):
        response = client.get(f"/{number}")
        assert response.status_code in {204, 304}
        assert response.content == b""
    assert client.get("/11").json() == 1
