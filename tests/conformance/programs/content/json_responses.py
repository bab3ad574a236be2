# JSONResponse gives its content to json.dumps, which knows no models, dates and numbers of Decimal.
# outcome: 500
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from uuid import UUID, uuid4

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.responses import JSONResponse as Answer

app = FastAPI()


class Color(Enum):
    RED = "red"


class Item(BaseModel):
    name: str = "a"
    made: datetime = datetime(2024, 1, 1)
    price: Decimal | None = Decimal(1)


@dataclass
class Point:
    x: int = 0


class Plain:
    name = "a"


class Response(JSONResponse):
    media_type = "application/problem+json"


def get_items() -> list[Item]:
    return [Item()]


def by_name() -> dict[str, Item]:
    return {"a": Item()}


@app.get("/model")
def model() -> JSONResponse:
    return JSONResponse(Item())  # E[fastapi-content]


@app.get("/variable")
def variable() -> Answer:
    item = Item()
    return Answer(content=item, status_code=200)  # E[fastapi-content]


@app.get("/list")
def of_list() -> JSONResponse:
    return JSONResponse(get_items())  # E[fastapi-content]


@app.get("/mapping")
def mapping() -> JSONResponse:
    return JSONResponse({"items": by_name()})  # E[fastapi-content]


@app.get("/display")
def display(item_id: int = 1) -> JSONResponse:
    item = Item()
    return JSONResponse(
        {
            "id": item_id,
            "name": item.name,
            "made": item.made,  # E[fastapi-content]
            "price": [item.price],  # E[fastapi-content]
        }
    )


@app.get("/others")
def others(day: date = date(2024, 1, 1)) -> JSONResponse:
    content = {
        "uuid": uuid4(),  # E[fastapi-content]
        "day": day,  # E[fastapi-content]
        "color": Color.RED,  # E[fastapi-content]
        "point": Point(),  # E[fastapi-content]
        "plain": Plain(),  # E[fastapi-content]
        "set": {1, 2},  # E[fastapi-content]
        "bytes": b"a",  # E[fastapi-content]
        "path": Path("a"),  # E[fastapi-content]
    }
    return JSONResponse(content)


@app.get("/own")
def own() -> Response:
    return Response(Item())  # E[fastapi-content]


def keys() -> dict[UUID, int]:
    return {uuid4(): 1}


@app.get("/keys")
def of_keys() -> JSONResponse:
    return JSONResponse(keys())  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    paths = ["/model", "/variable", "/list", "/mapping", "/display", "/others", "/own", "/keys"]
    for path in paths:
        assert client.get(path).status_code == 500, path
