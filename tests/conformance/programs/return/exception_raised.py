# Raised, handled, kept or sent as a response: exceptions where they belong.
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Problem(JSONResponse, HTTPException):
    """A response that can be raised as well; what is returned is sent as a response."""

    def __init__(self, status: int) -> None:
        JSONResponse.__init__(self, {"problem": status}, status_code=status)


def not_found(name: str) -> HTTPException:
    return HTTPException(404, name)


@app.exception_handler(HTTPException)
async def handle(request: Request, error: HTTPException) -> Response:
    return await http_exception_handler(request, error)


@app.get("/raised")
def raised() -> str:
    raise HTTPException(404)


@app.get("/made")
def made() -> str:
    raise not_found("made")


@app.get("/kept")
def kept() -> dict[str, Any]:
    error = not_found("kept")
    return {"detail": error.detail, "status": error.status_code}


@app.get("/response")
def response() -> Any:
    return Problem(409)


@app.get("/inner")
def inner() -> str:
    def error() -> HTTPException:
        return HTTPException(410)

    make = lambda: HTTPException(418)
    if len("a") > 1:
        raise make()
    raise error()


@app.get("/text")
def text() -> str:
    return str(HTTPException(404))


def demonstrate(client: TestClient) -> None:
    assert client.get("/raised").status_code == 404
    assert client.get("/made").status_code == 404
    assert client.get("/kept").json() == {"detail": "kept", "status": 404}
    assert client.get("/response").status_code == 409
    assert client.get("/inner").status_code == 410
    assert client.get("/text").json() == "404: Not Found"
