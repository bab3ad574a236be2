# 304 and every 1xx forbid a body as well.
# outcome: protocol-error
from http import HTTPStatus

from fastapi import FastAPI, status
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/304", status_code=304)
def not_modified():
    return {"modified": False}  # E[fastapi-no-body]


@app.get("/100", status_code=100)
def go_on():
    return 1  # E[fastapi-no-body]


@app.get("/101", status_code=status.HTTP_101_SWITCHING_PROTOCOLS)
def switching():
    return 1  # E[fastapi-no-body]


@app.get("/102", status_code=HTTPStatus.PROCESSING)
def processing():
    return 1  # E[fastapi-no-body]


@app.get("/199", status_code=199)
def last():
    return 1  # E[fastapi-no-body]


@app.get("/200", status_code=200)
def ok():
    return 1


@app.get("/206", status_code=206)
def partial_content():
    return 1


def demonstrate(client: TestClient) -> None:
    for path in ("/304", "/100", "/101", "/102", "/199"):
        response = client.get(path)
        assert (response.status_code, response.content) == (int(path[1:]), b"")
    assert client.get("/200").json() == 1
    assert client.get("/206").json() == 1
