# What is set on the injected response is sent, or handed on.
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/plain")
def plain(response: Response) -> dict[str, int]:
    response.set_cookie("session", "1")
    return {"a": 1}


@app.get("/sometimes")
def sometimes(response: Response, own: bool = False) -> Any:
    response.set_cookie("session", "1")
    if own:
        return JSONResponse({})
    return {}


@app.get("/headers")
def headers(response: Response) -> JSONResponse:
    response.set_cookie("session", "1")
    return JSONResponse({}, headers=dict(response.headers))


def copied(source: Response) -> Response:
    return JSONResponse({}, headers=dict(source.headers))


@app.get("/helper")
def helper(response: Response) -> Response:
    response.set_cookie("session", "1")
    return copied(response)


@app.get("/own")
def own() -> Response:
    response = JSONResponse({})
    response.set_cookie("session", "1")
    return response


@app.get("/status")
def status(response: Response) -> Response:
    response.status_code = 200
    response.set_cookie("session", "1")
    return response


def set_status(response: Response) -> None:
    response.status_code = 200
    response.set_cookie("session", "1")


@app.get("/dependency")
def by_dependency(response: Response, _: Annotated[None, Depends(set_status)]) -> Response:
    return response


def demonstrate(client: TestClient) -> None:
    names = ["plain", "sometimes", "headers", "helper", "own", "status", "dependency"]
    for name in names:
        answer = client.get(f"/{name}")
        assert answer.status_code == 200, name
        assert "set-cookie" in answer.headers, name
