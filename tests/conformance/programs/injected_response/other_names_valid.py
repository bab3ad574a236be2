# Names of the injected response from which it is sent, and names that may mean another one.
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/renamed")
def renamed(response: Response) -> dict[str, str]:
    r = response
    r.headers["x-sent"] = "1"
    return {}


@app.get("/returned")
def returned(response: Response) -> Response:
    r = response
    r.headers["x-sent"] = "1"
    r.status_code = 200
    return r


@app.get("/headers")
def of_headers(response: Response) -> JSONResponse:
    headers = response.headers
    headers["x-sent"] = "1"
    return JSONResponse({}, headers=dict(headers))


@app.get("/bound-again")
def bound_again(response: Response) -> Response:
    response.headers["x-sent"] = "1"
    response = JSONResponse({}, headers=dict(response.headers))
    return response


@app.get("/made")
def made(response: Response) -> Response:
    response = JSONResponse({})
    response.headers["x-sent"] = "1"
    return response


@app.get("/chosen")
def chosen(response: Response, other: bool = True) -> Response:
    if other:
        response = JSONResponse({})
    response.headers["x-sent"] = "1"
    return response


@app.get("/inner")
def inner(response: Response) -> JSONResponse:
    response.headers["x-sent"] = "1"
    injected = response

    def sent() -> JSONResponse:
        return JSONResponse({}, headers=dict(injected.headers))

    return sent()


def demonstrate(client: TestClient) -> None:
    paths = ("renamed", "returned", "headers", "bound-again", "made", "chosen", "inner")
    for path in paths:
        assert client.get(f"/{path}").headers["x-sent"] == "1", path
