# Pydantic's `Field()` is for models, and for `Annotated`: as a default FastAPI does not know it.
# outcome: import
# raises: AssertionError: non-body parameters must be in path, query, header or cookie: hours
import dataclasses
from typing import Annotated

import pydantic
import sqlmodel
from fastapi import APIRouter, Depends, FastAPI, Query, WebSocket
from pydantic import BaseModel, Field

app = FastAPI()
router = APIRouter()
HOURS = Field(1)


class Item(BaseModel):
    name: str = "a"


@app.get("/")
def read(hours: int = Field(1)) -> int:  # E[fastapi-param]
    return hours


def page(limit: int = Field(10, le=100)) -> int:  # E[fastapi-param]
    return limit


async def below(offset: int = pydantic.Field(default=0)) -> int:  # E[fastapi-param]
    return offset


class Filters:
    def __init__(self, name: str = Field("a")) -> None:  # E[fastapi-param]
        self.name = name


@dataclasses.dataclass
class Sizes:
    width: int = Field(1)  # E[fastapi-param]


@router.get("/path/{item_id}")
def in_path(item_id: int = Field(gt=0)) -> int:  # E[fastapi-param]
    return item_id


@router.post("/body")
def body(
    item: Item = Field(),  # E[fastapi-param]
    numbers: list[int] = Field(default_factory=list),  # E[fastapi-param]
) -> None:
    return None


@router.get("/others")
def others(
    untyped=Field(1),  # E[fastapi-param]
    named: int = HOURS,  # E[fastapi-param]
    of_sqlmodel: int = sqlmodel.Field(default=1),  # E[fastapi-param]
    both: Annotated[int, Query()] = Field(1),  # E[fastapi-param]
    limit: int = Depends(page),
    offset: int = Depends(below),
    filters: Filters = Depends(),
    sizes: Sizes = Depends(),
) -> None:
    return None


@router.websocket("/socket")
async def socket(websocket: WebSocket, number: int = Field(1)) -> None:  # E[fastapi-param]
    await websocket.accept()


def added(number: int = Field(1)) -> None:  # E[fastapi-param]
    return None


app.add_api_route("/added", added)
