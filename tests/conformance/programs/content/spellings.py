# Content that no JSON can be made of, in other places.
# outcome: 500
import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TypedDict

import fastapi as f
import starlette.responses
from fastapi import FastAPI, HTTPException, Request, WebSocket, status
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.responses import JSONResponse as J
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException


class Color(Enum):
    RED = "red"


class Item(BaseModel):
    id: uuid.UUID = uuid.UUID(int=1)
    price: Decimal = Decimal(1)
    at: dt.datetime = dt.datetime(2020, 1, 1)


@dataclass
class Row:
    name: str = "a"


class Row2(TypedDict):
    at: dt.datetime


def rows() -> list[Item]:
    return [Item()]


def by_name() -> dict[str, Item]:
    return {"a": Item()}


async def fetch() -> Item:
    return Item()


app = FastAPI()


@app.get("/renamed")
def renamed() -> J:
    return J(Item())  # E[fastapi-content]


@app.get("/starlette")
def of_starlette() -> Response:
    return starlette.responses.JSONResponse({"item": Item()})  # E[fastapi-content]


@app.get("/awaited")
async def awaited() -> Response:
    return JSONResponse(await fetch())  # E[fastapi-content]


@app.get("/awaited2")
async def awaited2() -> Response:
    item = await fetch()
    return JSONResponse(content={"item": item})  # E[fastapi-content]


@app.get("/list")
def of_list() -> Response:
    return JSONResponse(content=rows())  # E[fastapi-content]


@app.get("/dict")
def of_dict() -> Response:
    return JSONResponse(by_name())  # E[fastapi-content]


@app.get("/enum")
def of_enum() -> Response:
    return JSONResponse({"color": Color.RED})  # E[fastapi-content]


@app.get("/path")
def of_path() -> Response:
    return JSONResponse({"path": Path("/tmp")})  # E[fastapi-content]


@app.get("/dataclass")
def of_dataclass() -> Response:
    return JSONResponse(Row())  # E[fastapi-content]


@app.get("/field")
def of_field() -> Response:
    item = Item()
    return JSONResponse(
        {"at": item.at, "price": item.price}  # E[fastapi-content] E[fastapi-content]
    )


@app.get("/typed_dict")
def of_typed_dict() -> Response:
    return JSONResponse(Row2(at=dt.datetime.now()))  # E?[fastapi-content]


@app.get("/ternary")
def ternary(a: bool = True) -> Response:
    return JSONResponse(Item() if a else Row())  # E[fastapi-content] E[fastapi-content]


@app.get("/filled")
def filled() -> Response:
    body = {}
    body["at"] = dt.datetime.now()  # E[fastapi-content]
    return JSONResponse(body)


@app.get("/detail")
def detail() -> None:
    raise HTTPException(400, detail=Item())  # E[fastapi-content]


@app.get("/detail2")
def detail2() -> None:
    raise f.HTTPException(
        status_code=status.HTTP_400_BAD_REQUEST,
        detail={"errors": [Item()]},  # E[fastapi-content]
    )


@app.get("/exception")
def exception() -> None:
    try:
        int("x")
    except ValueError as error:
        raise HTTPException(400, detail=error)  # E[fastapi-content]


@app.get("/exception2")
def exception2() -> None:
    try:
        int("x")
    except KeyError as e:
        raise HTTPException(404, detail=str(e))
    except ValueError as e:
        raise HTTPException(400, detail={"error": e}) from e  # E[fastapi-content]


@app.get("/starlette_exception")
def starlette_exception() -> None:
    raise StarletteHTTPException(400, Item())  # E[fastapi-content]


@app.get("/html")
def html() -> Response:
    return HTMLResponse({"a": 1})  # E[fastapi-content]


@app.get("/text")
def text() -> Response:
    return PlainTextResponse(3)  # E[fastapi-content]


@app.get("/text2")
def text2() -> Response:
    return Response(content=[1, 2])  # E[fastapi-content]


@app.get("/class", response_class=HTMLResponse)
def response_class():
    return {"a": 1}  # E[fastapi-content]


class Boom(Exception): ...


@app.exception_handler(Boom)
async def on_boom(request: Request, error: Boom) -> JSONResponse:
    return JSONResponse({"error": error}, 400)  # E[fastapi-content]


@app.get("/boom")
def boom() -> None:
    raise Boom


@app.middleware("http")
async def middleware(request: Request, call_next: Any) -> Response:
    if request.url.path == "/middleware":
        return JSONResponse({"at": dt.datetime.now()})  # E[fastapi-content]
    return await call_next(request)


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json({"item": Item()})  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    paths = "renamed starlette awaited awaited2 list dict enum path dataclass"
    more = "field typed_dict ternary filled detail detail2 exception exception2 starlette_exception html text text2"
    for path in f"{paths} {more} class boom middleware".split():
        assert client.get(f"/{path}").status_code == 500, path
