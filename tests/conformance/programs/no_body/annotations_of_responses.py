# An annotation that is a class of responses declares no model.
from __future__ import annotations

import fastapi.responses
from fastapi import FastAPI, Response
from fastapi.responses import RedirectResponse
from fastapi.testclient import TestClient
from starlette.responses import Response as StarletteResponse

app = FastAPI()


class Nothing(StarletteResponse):
    def __init__(self) -> None:
        super().__init__(status_code=204)


@app.delete("/response", status_code=204)
def response() -> Response:
    return Nothing()


@app.delete("/starlette", status_code=204)
def from_starlette() -> StarletteResponse:
    return Nothing()


@app.delete("/own", status_code=204)
async def own() -> Nothing:
    return Nothing()


@app.delete("/string", status_code=204)
async def string() -> "fastapi.responses.Response":
    return Nothing()


@app.get("/redirect", status_code=304)
def redirect() -> RedirectResponse:
    return RedirectResponse("/elsewhere")


def demonstrate(client: TestClient) -> None:
    for path in ("/response", "/starlette", "/own", "/string"):
        assert client.delete(path).status_code == 204
    assert client.get("/redirect", follow_redirects=False).status_code == 307
