# A status of its own, one that is set later, and routes that declare none or the same.
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()
OPTIONS: dict[str, Any] = {"status_code": 201}


class Created(JSONResponse):
    def __init__(self, content: Any) -> None:
        super().__init__(content, status_code=201)


def made(content: Any) -> JSONResponse:
    return JSONResponse(content, 201)


def created(response: Response) -> None:
    response.status_code = 201


@app.post("/given", status_code=201)
def given(wrong: bool = False) -> Response:
    if wrong:
        return JSONResponse({}, status_code=400)
    return JSONResponse({}, 201)


@app.post("/own", status_code=201)
def own() -> Created:
    return Created({})


@app.post("/set", status_code=201)
def set_later() -> JSONResponse:
    response = JSONResponse({})
    response.status_code = 201
    return response


@app.post("/handed", status_code=201)
def handed() -> JSONResponse:
    response = JSONResponse({})
    created(response)
    return response


@app.post("/helper", status_code=201)
def helper() -> JSONResponse:
    return made({})


@app.post("/options", status_code=201)
def options() -> JSONResponse:
    return JSONResponse({}, **OPTIONS)


@app.get("/none")
@app.get("/same", status_code=200)
def same() -> JSONResponse:
    return JSONResponse({})


@app.post("/redirect", status_code=201)
def redirect() -> RedirectResponse:
    return RedirectResponse("/same")


@app.get("/temporary", status_code=307)
def temporary() -> RedirectResponse:
    return RedirectResponse("/same")


@app.get("/part", status_code=206)
def part() -> FileResponse:
    return FileResponse(__file__)


@app.post("/value", status_code=201)
def value() -> dict[str, int]:
    return {"id": 1}


def demonstrate(client: TestClient) -> None:
    for path in ("/given", "/own", "/set", "/handed", "/helper", "/options", "/value"):
        assert client.post(path).status_code == 201, path
    assert client.get("/part", headers={"range": "bytes=0-1"}).status_code == 206
