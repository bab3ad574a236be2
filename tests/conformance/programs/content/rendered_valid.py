# Content that JSON can be made of, however it looks.
import datetime as dt
import json
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum, IntEnum, StrEnum
from typing import Any, NamedTuple, TypedDict

from fastapi import FastAPI, HTTPException, Request, WebSocket
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from fastapi.testclient import TestClient
from pydantic import BaseModel, RootModel
from starlette.background import BackgroundTask


class Item(BaseModel):
    at: dt.datetime = dt.datetime(2020, 1, 1)
    name: str = "a"


class Names(RootModel[list[str]]): ...


class Color(str, Enum):
    RED = "red"


class Level(StrEnum):
    LOW = "low"


class Code(IntEnum):
    ONE = 1


class Point(NamedTuple):
    x: int
    y: int


class Row(TypedDict):
    name: str
    level: Level


class Text(str): ...


class Own(JSONResponse):
    def render(self, content: Any) -> bytes:
        return json.dumps(content, default=str).encode()


class Problem(JSONResponse):
    """Takes a model, and makes a dict of it itself."""

    def __init__(self, item: Item, status: int = 400) -> None:
        super().__init__(item.model_dump(mode="json"), status)


class AppError(HTTPException):
    """Its second argument is no detail."""

    def __init__(self, item: Item, at: dt.datetime) -> None:
        super().__init__(400, detail=item.name)


def anything() -> Any:
    return {"a": 1}


def untyped():
    return {"a": 1}


def mapping() -> Mapping[str, object]:
    return {"a": 1}


def sequence() -> Sequence[int]:
    return [1]


def optional(a: bool) -> Item | dict[str, str]:
    return {} if a else Item()


app = FastAPI()


@app.get("/1")
def one() -> Response:
    return JSONResponse({"color": Color.RED, "level": Level.LOW, "code": Code.ONE, "t": Text("x")})


@app.get("/2")
def two() -> Response:
    return JSONResponse(jsonable_encoder(Item()), background=BackgroundTask(print, Item()))


@app.get("/3")
def three() -> Response:
    return JSONResponse(Item().model_dump(mode="json"))


@app.get("/4")
def four() -> Response:
    return Own({"at": dt.datetime.now()})


@app.get("/5")
def five() -> Response:
    return Problem(Item())


@app.get("/6")
def six() -> Response:
    return JSONResponse(Point(1, 2))


@app.get("/7")
def seven() -> Response:
    return JSONResponse([anything(), untyped(), mapping(), sequence()])


@app.get("/8")
def eight() -> Response:
    found = defaultdict(int)
    found["a"] += 1
    return JSONResponse(OrderedDict(found))


@app.get("/9")
def nine() -> Response:
    content = optional(True)
    if isinstance(content, Item):
        content = content.model_dump(mode="json")
    return JSONResponse(content)


@app.get("/10")
def ten() -> Response:
    at = dt.datetime.now()
    at = at.isoformat()
    return JSONResponse({"at": at, "name": Item().name, 1: True, None: 1.0})


@app.get("/11")
def eleven() -> Response:
    return JSONResponse(Row(name="a", level=Level.LOW))


@app.get("/12")
def twelve() -> Response:
    return HTMLResponse(str(Item()))


@app.get("/13", response_class=HTMLResponse)
def thirteen() -> str:
    return "<p>"


@app.get("/14", response_class=PlainTextResponse)
def fourteen() -> Response:
    return JSONResponse({"a": 1})


@app.get("/15", response_class=PlainTextResponse)
def fifteen() -> Level:
    return Level.LOW


@app.get("/16")
def sixteen() -> None:
    raise HTTPException(400, {"field": "name", "allowed": list(Level)})


@app.get("/17")
def seventeen() -> None:
    raise AppError(Item(), dt.datetime.now())


@app.get("/18")
def eighteen() -> None:
    raise HTTPException(400, detail=[e for e in ("a", "b")])


@app.get("/19")
def nineteen() -> Response:
    return StreamingResponse((part for part in ("a", "b")))


@app.get("/20")
def twenty() -> Response:
    return RedirectResponse("/1", headers={"x": "y"})


@app.get("/21")
def twenty_one() -> Response:
    return Response(b"x", media_type="text/plain")


@app.get("/22", response_class=PlainTextResponse)
def twenty_two() -> Item:
    return JSONResponse({"a": 1})  # type: ignore


@app.get("/23", response_class=PlainTextResponse)
def twenty_three() -> dt.datetime:
    return dt.datetime(2020, 1, 1)


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    return JSONResponse({"detail": jsonable_encoder(error.errors()), "body": str(error.body)}, 422)


@app.get("/24")
def twenty_four(day: int) -> int:
    return day


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json(Item().model_dump(mode="json"))
    await websocket.send_text(Item().model_dump_json())
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    for i in range(1, 25):
        answer = client.get(f"/{i}", follow_redirects=False)
        assert answer.status_code < 500, i
    with client.websocket_connect("/socket") as connected:
        connected.receive_json()
