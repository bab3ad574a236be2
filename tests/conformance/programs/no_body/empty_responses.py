# Responses for a status without a body that write none.
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Response, status
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Nothing(RedirectResponse):
    def __init__(self) -> None:
        super().__init__("/", status_code=204)


class Quiet(JSONResponse):
    def render(self, content: Any) -> bytes:
        return b""


class NoContent(JSONResponse):
    def __init__(self, content: Any = None) -> None:
        super().__init__(content, status_code=204)

    def render(self, content: Any) -> bytes:
        return b""


def empty() -> Iterable[Response]:
    yield Response(status_code=204)
    yield Response("", 204)
    yield Response(b"", status_code=204)
    yield Response(None, HTTPStatus.NO_CONTENT)
    yield Response(content="", status_code=status.HTTP_204_NO_CONTENT)
    yield Response(content=None, status_code=304, headers={"etag": "1"})
    yield Response(status_code=204, media_type="text/plain")
    yield HTMLResponse(status_code=204)
    yield PlainTextResponse("", status_code=204)
    yield RedirectResponse("/", status_code=304)
    yield Nothing()
    yield Quiet({}, status_code=204)
    yield NoContent({"more": 1})


@app.get("/{number}")
def read(number: int) -> Response:
    return list(empty())[number]


def demonstrate(client: TestClient) -> None:
    for number in range(len(list(empty()))):
        response = client.get(f"/{number}", follow_redirects=False)
        assert response.status_code in {204, 304}
        assert response.content == b""
