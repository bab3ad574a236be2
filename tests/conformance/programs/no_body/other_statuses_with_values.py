# Statuses that carry a body, at the borders of those that do not.
from http import HTTPStatus

from fastapi import FastAPI, status
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/200", status_code=200)
def ok() -> int:
    return 1


@app.get("/203", status_code=HTTPStatus.NON_AUTHORITATIVE_INFORMATION)
def non_authoritative() -> int:
    return 1


@app.get("/206", status_code=status.HTTP_206_PARTIAL_CONTENT)
def partial() -> int:
    return 1


@app.get("/303", status_code=303)
def see_other() -> int:
    return 1


@app.get("/305", status_code=305)
def use_proxy() -> int:
    return 1


@app.get("/default")
def default() -> JSONResponse:
    return JSONResponse(None)


def demonstrate(client: TestClient) -> None:
    for path in ("/200", "/203", "/206", "/303", "/305"):
        assert client.get(path, follow_redirects=False).json() == 1
    assert client.get("/default").json() is None
