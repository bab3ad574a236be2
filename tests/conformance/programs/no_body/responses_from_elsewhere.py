# What a response that was built elsewhere holds is not known.
from collections.abc import Callable

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


def refused() -> JSONResponse:
    return JSONResponse({"detail": "refused"}, status_code=409)


@app.delete("/helper", status_code=204)
def by_helper() -> Response:
    return refused()


@app.delete("/variable", status_code=204)
def by_variable() -> Response:
    response = JSONResponse({"deleted": 1})
    response.status_code = 202
    return response


@app.delete("/callable", status_code=204)
def by_callable() -> Response:
    build: Callable[[], Response] = refused
    return build()


def demonstrate(client: TestClient) -> None:
    assert client.delete("/helper").status_code == 409
    assert client.delete("/variable").status_code == 202
    assert client.delete("/callable").status_code == 409
