# What a parameter can be made of, a convertor may give.
import decimal
import uuid
from datetime import datetime
from enum import IntEnum
from typing import Annotated, Any

from fastapi import FastAPI, Path
from fastapi.testclient import TestClient
from pydantic import BeforeValidator

app = FastAPI()
ID = "d1d1d1d1-0000-4000-8000-000000000000"


class Size(IntEnum):
    SMALL = 1


@app.get("/int/{x:int}")
def number(x: int) -> int:
    return x


@app.get("/float/{x:int}")
def number_of_int(x: float) -> float:
    return x


@app.get("/int-of-float/{x:float}")
def int_of_float(x: int) -> int:
    return x


@app.get("/decimal/{x:float}")
def decimal_of_float(x: decimal.Decimal) -> decimal.Decimal:
    return x


@app.get("/time/{x:int}")
def time(x: datetime) -> datetime:
    return x


@app.get("/enum/{x:int}")
def enum(x: Size) -> Size:
    return x


@app.get("/uuid/{x:uuid}")
def identifier(x: Annotated[uuid.UUID, Path()]) -> uuid.UUID:
    return x


@app.get("/path/{x:path}")
def path(x: str) -> str:
    return x


@app.get("/text/{x:str}")
def text(x: str) -> str:
    return x


@app.get("/either/{x:int}")
def either(x: int | str) -> int | str:
    return x


@app.get("/converted/{x:int}")
def converted(x: Annotated[str, BeforeValidator(str)]) -> str:
    return x


@app.get("/anything/{x:int}")
def anything(x: Any) -> Any:
    return x


@app.get("/not-annotated/{x:int}")
def not_annotated(x):
    return x


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        value = ID if "uuid" in path else "1"
        assert client.get(path.replace("{x}", value)).status_code == 200, path
