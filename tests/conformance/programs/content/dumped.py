# A model that is dumped keeps its dates and the like as they are.
# outcome: 500
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from fastapi import FastAPI, HTTPException, Response, WebSocket
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class Base(BaseModel):
    id: UUID = UUID(int=1)


class Item(Base):
    name: str = "a"


class Price(BaseModel):
    amount: Decimal | datetime = Decimal(1)
    tags: set[str] = Field(default_factory=set, title="Tags")


def get_items() -> list[Item]:
    return [Item()]


@app.get("/dumped")
def dumped() -> Response:
    return JSONResponse(Item().model_dump())  # E[fastapi-content]


@app.get("/named")
def named() -> Response:
    price = Price()
    content = price.model_dump(by_alias=True)  # E[fastapi-content]
    return JSONResponse(content=content, headers={"x-name": "a"})


@app.get("/held")
def held() -> Response:
    item = Item()
    return JSONResponse({"item": item.model_dump(), "name": item.name})  # E[fastapi-content]


@app.get("/each")
def each() -> Response:
    items = get_items()
    return JSONResponse({"items": [item.model_dump() for item in items]})  # E[fastapi-content]


@app.get("/as-they-are")
def as_they_are() -> Response:
    return JSONResponse([item for item in get_items()])  # E[fastapi-content]


@app.get("/by-name")
def by_name() -> Response:
    return JSONResponse({item.name: item for item in get_items()})  # E[fastapi-content]


@app.get("/first")
def first() -> Response:
    items = get_items()
    return JSONResponse({"first": items[0]})  # E[fastapi-content]


@app.get("/detail")
def detail() -> None:
    raise HTTPException(400, detail=Price().model_dump())  # E[fastapi-content]


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json(Item().model_dump())  # E[fastapi-content]


def demonstrate(client: TestClient) -> Any:
    for path in ("named", "held", "each", "as-they-are", "by-name", "first", "detail"):
        assert client.get(f"/{path}").status_code == 500
    return client.get("/dumped")
