# Texts, bytes, nothing, and what FastAPI makes a text of.
# fastapi: 0.134
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from fastapi import FastAPI, Response
from fastapi.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    StreamingResponse,
)
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Color(Enum):
    RED = "red"


class Item(BaseModel):
    name: str = "a"


class Page(HTMLResponse):
    def render(self, content: Any) -> bytes:
        return f"<p>{content['name']}</p>".encode()


def text() -> str:
    return "a"


@app.get("/text")
def of_text() -> HTMLResponse:
    return HTMLResponse(text())


@app.get("/bytes")
def of_bytes() -> Response:
    return Response(b"a" + text().encode())


@app.get("/nothing")
def nothing(found: str | None = None) -> Response:
    return Response(found)


@app.get("/own")
def own() -> Page:
    return Page({"name": "a"})


@app.get("/json")
def of_json() -> Response:
    return Response(Item().model_dump_json(), media_type="application/json")


@app.get("/stream")
def stream() -> StreamingResponse:
    return StreamingResponse(iter([b"a"]))


@app.get("/class", response_class=HTMLResponse)
def of_class(value: int = 0) -> Any:
    if value == 1:
        return JSONResponse({"a": 1})
    return text()


@app.get("/day", response_class=PlainTextResponse)
def day() -> date:
    return date(2024, 1, 1)


@app.get("/uuid", response_class=PlainTextResponse)
def uuid() -> UUID:
    return UUID(int=1)


@app.get("/color", response_class=PlainTextResponse)
def color() -> Color:
    return Color.RED


@app.get("/none", response_class=HTMLResponse)
def none() -> None:
    return None


@app.get("/redirect", response_class=RedirectResponse)
def redirect() -> str:
    return "/text"


@app.get("/page", response_class=Page)
def page() -> dict[str, str]:
    return {"name": "a"}


@app.get("/rows", response_class=StreamingResponse)
def rows() -> Iterator[bytes]:
    yield b"a"


@app.get("/part")
def part(start: int = 0, end: int = 1) -> Response:
    return Response(text().encode()[start:end])


@app.get("/ranges")
def ranges() -> Response:
    start, end = map(int, "0-1".split("-"))
    data = b"abc"[::2]
    return Response(data[start : end + 1], status_code=206)


def demonstrate(client: TestClient) -> None:
    paths = ["/text", "/bytes", "/nothing", "/own", "/json", "/stream", "/class", "/class?value=1"]
    for path in [
        *paths,
        "/day",
        "/uuid",
        "/color",
        "/none",
        "/redirect",
        "/page",
        "/rows",
        "/part",
    ]:
        assert client.get(path).status_code == 200, path
    assert client.get("/ranges").text == "ac"
