# These responses ask their content for a text, and only str and bytes have one.
# outcome: 500
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str = "a"


def count() -> int:
    return 3


@app.get("/html")
def html() -> HTMLResponse:
    return HTMLResponse({"a": 1})  # E[fastapi-content]


@app.get("/text")
def text() -> PlainTextResponse:
    return PlainTextResponse(count())  # E[fastapi-content]


@app.get("/plain")
def plain() -> Response:
    item = Item()
    return Response(content=item, media_type="application/json")  # E[fastapi-content]


@app.get("/number")
def number() -> Response:
    return Response(5)  # E[fastapi-content]


@app.get("/class", response_class=HTMLResponse)
def of_class() -> Any:
    return {"a": 1}  # E[fastapi-content]


@app.get("/counted", response_class=PlainTextResponse)
def counted() -> int:
    return count()  # E[fastapi-content]


@app.get("/item", response_class=HTMLResponse)
def item() -> Item:
    return Item()  # E[fastapi-content]


@app.get("/names")
def names() -> HTMLResponse:
    return HTMLResponse("a,b".split(",")[:1])  # E[fastapi-content]


@app.get("/first-byte")
def first_byte() -> Response:
    return Response(b"abc"[0])  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    for path in (
        "/html",
        "/text",
        "/plain",
        "/number",
        "/class",
        "/counted",
        "/item",
        "/names",
        "/first-byte",
    ):
        assert client.get(path).status_code == 500, path
