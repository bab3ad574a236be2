# Every class of response writes what it is given, also for a status without a body.
# outcome: protocol-error
from collections.abc import Iterator

import fastapi.responses
import starlette.responses as answers
from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, HTMLResponse, StreamingResponse
from fastapi.responses import JSONResponse as Json
from fastapi.testclient import TestClient

app = FastAPI()


class Envelope(Json):
    media_type = "application/vnd.api+json"


def chunks() -> Iterator[bytes]:
    yield b"chunk"


@app.get("/html")
def html() -> Response:
    return HTMLResponse("<p></p>", status_code=204)  # E[fastapi-no-body]


@app.get("/stream")
def stream() -> Response:
    return StreamingResponse(chunks(), status_code=204)  # E[fastapi-no-body]


@app.get("/file")
def file() -> Response:
    return FileResponse(__file__, status_code=204)  # E[fastapi-no-body]


@app.get("/renamed")
def renamed() -> Response:
    return Json([], 204)  # E[fastapi-no-body]


@app.get("/subclass")
def subclass() -> Response:
    return Envelope({"data": None}, status_code=304)  # E[fastapi-no-body]


@app.get("/module")
def module() -> Response:
    return fastapi.responses.JSONResponse(0, status_code=204)  # E[fastapi-no-body]


@app.get("/starlette")
def from_starlette() -> Response:
    return answers.JSONResponse(content="", status_code=204)  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    paths = ("/html", "/stream", "/file", "/renamed", "/subclass", "/module", "/starlette")
    for path in paths:
        assert client.get(path).content
