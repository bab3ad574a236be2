# Content that can be rendered.
import datetime as dt
import json
from collections import OrderedDict, defaultdict
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any, NamedTuple, TypedDict

from fastapi import FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str = "x"
    at: dt.datetime = dt.datetime(2020, 1, 1)


class Color(StrEnum):
    RED = "red"


class Old(str, Enum):
    RED = "red"


class Number(IntEnum):
    ONE = 1


class Pair(NamedTuple):
    name: str
    size: int


class Row(TypedDict, total=False):
    id: int


class Encoder(json.JSONEncoder):
    def default(self, o: Any) -> Any:
        return str(o)


class CustomResponse(JSONResponse):
    def render(self, content: Any) -> bytes:
        return json.dumps(content, cls=Encoder).encode()


class Node(dict[str, Any]):
    pass


class AppError(Exception):
    def __init__(self, detail: Any) -> None:
        self.detail = detail

    def to_dict(self) -> dict[str, Any]:
        return {"detail": str(self.detail)}


@app.get("/0")
def r0() -> Any:
    return JSONResponse(jsonable_encoder({"item": Item()}))


@app.get("/1")
def r1() -> Any:
    return JSONResponse(Item().model_dump(mode="json"))


@app.get("/2")
def r2() -> Any:
    return JSONResponse({"c": Color.RED, "o": Old.RED, "n": Number.ONE})


@app.get("/3")
def r3() -> Any:
    return JSONResponse([Pair("a", 1), (1, 2), None, True, 1.5])


@app.get("/4")
def r4() -> Any:
    return CustomResponse({"at": dt.datetime.now(), "d": Decimal(1)})


@app.get("/5")
def r5() -> Any:
    return JSONResponse({1: "a", None: "b", True: "c"})


@app.get("/6")
def r6() -> Any:
    return JSONResponse(OrderedDict(a=1) | defaultdict(int, b=2))


@app.get("/7")
def r7() -> Any:
    return JSONResponse(json.loads(Item().model_dump_json()))


@app.get("/8")
def r8() -> Any:
    return Response(Item().model_dump_json(), media_type="application/json")


@app.get("/9")
def r9() -> Any:
    return HTMLResponse(b"<p>")


@app.get("/10")
def r10() -> Any:
    row: Row = {"id": 1}
    return JSONResponse(row)


@app.get("/11")
def r11() -> Any:
    return JSONResponse(Node(a=1))


@app.get("/12")
def r12() -> Any:
    return JSONResponse({"items": [item.name for item in [Item()]]})


@app.get("/13")
def r13() -> Any:
    return JSONResponse(json.loads(json.dumps({"at": dt.datetime.now()}, default=str)))


@app.get("/14")
def r14() -> Any:
    return Response(memoryview(b"x"))


@app.get("/15")
def r15() -> Any:
    return {"item": Item(), "d": Decimal(1), "s": {1, 2}}


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse({"detail": jsonable_encoder(exc.errors()), "body": exc.body}, 422)


@app.exception_handler(AppError)
async def on_app_error(request: Request, exc: AppError) -> JSONResponse:
    return JSONResponse(exc.to_dict(), 400)


@app.get("/16")
def r16(n: int = 0) -> Any:
    raise AppError(Item())


@app.get("/17")
def r17() -> Any:
    raise HTTPException(400, {"a": [Color.RED, {"b": None}]})


def demonstrate(client: TestClient) -> None:
    for n in range(16):
        assert client.get(f"/{n}").status_code == 200, n
    assert client.get("/16").status_code == 400
    assert client.get("/16?n=x").status_code == 422
    assert client.get("/17").status_code == 400
