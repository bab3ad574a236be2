# Content that is rendered, after it was made ready.
import datetime as dt
import json
import uuid
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

from fastapi import FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel, ValidationError

T = TypeVar("T")


@dataclass
class Row:
    name: str = "a"


class Item(BaseModel):
    name: str = "a"
    at: dt.datetime = dt.datetime(2020, 1, 1)

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name}


class Dicts(dict[str, Any]): ...


class AppError(Exception):
    code = 400
    detail: Any = {"a": 1}

    def __init__(self, item: Item | None = None) -> None:
        self.item = item


app = FastAPI()


@app.get("/1")
def one(a: bool = True) -> Response:
    item = Item()
    return JSONResponse(item.to_dict() if a else jsonable_encoder(item))


@app.get("/2")
def two() -> Response:
    item: Item | dict[str, str] = {"a": "b"}
    return JSONResponse(item if isinstance(item, dict) else item.model_dump(mode="json"))


@app.get("/3")
def three() -> Response:
    return JSONResponse(asdict(Row()) | Dicts(a=1))


@app.get("/4")
def four() -> Response:
    return JSONResponse(
        {"id": str(uuid.uuid4()), "at": dt.datetime.now().isoformat(), "n": [*range(3)]}
    )


@app.get("/5")
def five() -> Response:
    try:
        Item(name=3)  # type: ignore
    except ValidationError as error:
        return JSONResponse({"errors": json.loads(error.json()), "n": error.error_count()})
    return JSONResponse({})


@app.get("/6")
def six() -> None:
    try:
        raise AppError
    except AppError as error:
        raise HTTPException(error.code, detail=error.detail)


@app.get("/7")
def seven() -> None:
    try:
        raise ValueError("x")
    except (ValueError, KeyError) as error:
        raise HTTPException(400, detail={"error": str(error), "args": error.args})


@app.get("/8")
def eight() -> None:
    try:
        raise ValueError("x")
    except ValueError as e:
        e = str(e)
        raise HTTPException(400, detail=e)


@app.get("/9")
async def nine(request: Request) -> Response:
    return JSONResponse(await request.json() if await request.body() else dict(request.headers))


@app.get("/10")
def ten() -> Response:
    content = "<p>" if app.debug else b"<p>"
    return HTMLResponse(content)


async def load() -> dict[str, str]:
    return {}


@app.get("/11")
async def eleven() -> Response:
    return JSONResponse(await load())


@app.exception_handler(AppError)
async def on_error(request: Request, exc: AppError) -> JSONResponse:
    return JSONResponse({"detail": exc.detail}, exc.code)


def demonstrate(client: TestClient) -> None:
    for i in range(1, 12):
        assert client.get(f"/{i}").status_code < 500, i
