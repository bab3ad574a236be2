# Content that cannot be rendered, in other places.
# outcome: 500
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

from fastapi import FastAPI, HTTPException, Request, status
from fastapi.exceptions import HTTPException as Other
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel, HttpUrl
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse as StarletteJSON

app = FastAPI()


class Item(BaseModel):
    name: str = "x"
    at: dt.datetime = dt.datetime(2020, 1, 1)


@dataclass
class Data:
    name: str = "x"


class Color(Enum):
    RED = "red"


class Pair(NamedTuple):
    name: str
    size: int


class Row(TypedDict):
    id: uuid.UUID


item = Item()


def make_row() -> Row:
    return {"id": uuid.uuid4()}


@app.get("/0")
def r0() -> Any:
    return JSONResponse({"item": item})  # E[fastapi-content]


@app.get("/1")
def r1() -> Any:
    return JSONResponse(content=[Item() for _ in range(2)])  # E[fastapi-content]


@app.get("/2")
def r2() -> Any:
    return JSONResponse({"at": dt.datetime.now(), "n": 1})  # E[fastapi-content]


@app.get("/3")
def r3() -> Any:
    return StarletteJSON(
        status_code=200,
        content={"items": {"a": Decimal("1")}},  # E[fastapi-content]
    )


@app.get("/4")
def r4() -> Any:
    return JSONResponse(make_row())  # E[fastapi-content]


@app.get("/5")
def r5() -> Any:
    raise HTTPException(400, item)  # E[fastapi-content]


@app.get("/6")
def r6() -> Any:
    raise StarletteHTTPException(400, detail={"path": Path("/")})  # E[fastapi-content]


@app.get("/7")
def r7() -> Any:
    raise Other(status_code=400, detail=[ValueError("x")])  # E[fastapi-content]


@app.get("/8")
def r8() -> Any:
    try:
        int("x")
    except ValueError as error:
        raise HTTPException(400, detail=error) from error  # E[fastapi-content]


@app.get("/9")
def r9() -> Any:
    return HTMLResponse(item)  # E[fastapi-content]


@app.get("/10")
def r10() -> Any:
    return PlainTextResponse({"a": 1})  # E[fastapi-content]


@app.get("/11")
def r11() -> Any:
    return Response([1, 2])  # E[fastapi-content]


@app.get("/12")
def r12() -> Any:
    return JSONResponse(Data())  # E[fastapi-content]


@app.get("/13")
def r13() -> Any:
    return JSONResponse({"color": Color.RED})  # E[fastapi-content]


@app.get("/14")
def r14() -> Any:
    return JSONResponse({"tags": {"a", "b"}})  # E[fastapi-content]


@app.get("/15")
def r15() -> Any:
    return JSONResponse({"raw": b"x"})  # E[fastapi-content]


@app.get("/16")
def r16() -> Any:
    items = [Item()]
    return JSONResponse({"items": items})  # E[fastapi-content]


@app.get("/17")
def r17() -> Any:
    if found := item:
        return JSONResponse(found)  # E[fastapi-content]
    return None


@app.get("/18")
def r18() -> Any:
    match item:
        case Item(name="x"):
            return JSONResponse({"day": dt.date.today()})  # E[fastapi-content]
        case _:
            return None


@app.get("/19")
def r19() -> Any:
    return JSONResponse(
        {
            **item.model_dump(),  # E[fastapi-content]
            "x": dt.timedelta(1),  # E[fastapi-content]
        }
    )


@app.get("/20")
def r20() -> Any:
    return JSONResponse(dict(at=dt.datetime.now()))  # E[fastapi-content]


@app.exception_handler(KeyError)
async def on_key_error(request: Request, exc: KeyError) -> JSONResponse:
    return JSONResponse({"error": exc}, 400)  # E[fastapi-content]


@app.get("/21")
def r21() -> Any:
    raise KeyError("x")


@app.get("/22")
def r22() -> Any:
    return PlainTextResponse(3)  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    for n in range(23):
        assert client.get(f"/{n}").status_code == 500, n
