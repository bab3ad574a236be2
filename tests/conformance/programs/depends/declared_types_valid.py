# What can be called with what a request has in it may well be declared and depended on.
import dataclasses
import decimal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated, NamedTuple

from fastapi import Depends, FastAPI, Query, Security
from fastapi.security import HTTPBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel
from scoped_fastapi import response_scoped_dependency

app = FastAPI()


class Filters:
    def __init__(self, limit: int = 3) -> None:
        self.limit = limit


class Text(str):
    def __new__(cls, value: str = "a") -> "Text":
        return super().__new__(cls, value)


class Model(BaseModel):
    name: str = "a"


@dataclasses.dataclass
class Record:
    size: int = 1


class Row(NamedTuple):
    width: int = 2


COMMON = Depends()


@contextmanager
def opened() -> Iterator[str]:
    yield "opened"


@asynccontextmanager
async def transaction() -> AsyncIterator[str]:
    yield "transaction"


def get_text() -> Iterator[str]:
    with opened() as text:
        yield text


scoped = response_scoped_dependency(transaction)


@app.get("/", dependencies=[Depends(get_text), Depends(Filters)])
def read(
    filters: Annotated[Filters, Depends()],
    row: Row = Depends(),
    record: Record = Depends(),
    model: Model = Depends(),
    number: decimal.Decimal = Depends(),
    common: Filters = COMMON,
    text: str = Depends(get_text),
    anything: object = Depends(),
    names: list[str] = Query(default=[]),
    given: str = Depends(scoped),
) -> list[object]:
    return [filters.limit, row.width, record.size, model.name, common.limit, text, given]


def demonstrate(client: TestClient) -> None:
    assert client.get("/?value=1").json() == [3, 2, 1, "a", 3, "opened", "transaction"]
