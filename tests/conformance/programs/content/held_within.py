# What is held within: nested models, dataclasses, united dictionaries, sequences, what is put in later.
# outcome: 500
import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import FastAPI, HTTPException, Response, WebSocket
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

NOW = datetime(2020, 1, 1)
app = FastAPI()


class Owner(BaseModel):
    id: UUID = UUID(int=1)


class Item(BaseModel):
    name: str = "a"
    owner: Owner = Owner()


class Order(BaseModel):
    item: Item = Item()


@dataclass
class Stamp:
    name: str = "a"
    at: datetime = NOW


def get_orders() -> list[Order]:
    return [Order()]


def get_owners() -> Sequence[Owner]:
    return [Owner()]


def get_times() -> Iterable[datetime]:
    return [NOW]


@app.get("/0")
def nested() -> Response:
    return JSONResponse(Item().model_dump())  # E[fastapi-content]


@app.get("/1")
def each_nested() -> Response:
    return JSONResponse([order.model_dump() for order in get_orders()])  # E[fastapi-content]


@app.get("/2")
def from_dataclass() -> Response:
    return JSONResponse(asdict(Stamp()))  # E[fastapi-content]


@app.get("/3")
def held() -> Response:
    stamp = Stamp()
    return JSONResponse({"stamp": dataclasses.asdict(stamp)})  # E[fastapi-content]


@app.get("/4")
def attributes() -> Response:
    return JSONResponse([vars(Stamp()), Stamp().__dict__])  # E[fastapi-content] E[fastapi-content]


@app.get("/5")
def as_dict() -> Response:
    return JSONResponse(dict(Owner()))  # E[fastapi-content]


@app.get("/6")
def united() -> Response:
    return JSONResponse(Owner().model_dump() | {"name": "a"})  # E[fastapi-content]


@app.get("/7")
def united_behind() -> Response:
    return JSONResponse({"name": "a"} | {"at": NOW, "until": "then"})  # E[fastapi-content]


@app.get("/8")
def sequence() -> Response:
    return JSONResponse(get_owners())  # E[fastapi-content]


@app.get("/9")
def iterable() -> Response:
    return JSONResponse({"times": get_times()})  # E[fastapi-content]


@app.get("/10")
def filled(name: str = "a") -> Response:
    content: dict[str, object] = {"name": name}
    if name == "b":
        content["other"] = "b"
    content["owner"] = Owner()  # E[fastapi-content]
    return JSONResponse(content)


@app.get("/11")
def filled_anew() -> Response:
    content: dict[str, Any] = {"name": "a"}
    content["times"] = [NOW]  # E[fastapi-content]
    return JSONResponse(content=content, status_code=201)


@app.get("/12")
def detail() -> None:
    content = {"name": "a"} | {"owner": Owner()}  # E[fastapi-content]
    raise HTTPException(400, detail=content)


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    message: dict[str, Any] = {"type": "order"}
    message["order"] = Order().model_dump()  # E[fastapi-content]
    await websocket.send_json(message)


def demonstrate(client: TestClient) -> None:
    for number in range(13):
        assert client.get(f"/{number}").status_code == 500, number
