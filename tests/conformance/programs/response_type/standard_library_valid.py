# Types of the standard library that pydantic knows, and derived classes that bring a schema along.
import datetime
import decimal
import fractions
import ipaddress
import pathlib
import uuid
from collections import Counter, OrderedDict, deque
from collections.abc import Mapping, MutableMapping, Sequence
from enum import Enum, IntEnum
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

app = FastAPI()


class Color(str, Enum):
    RED = "red"


class Size(IntEnum):
    SMALL = 1


class Isbn(str):
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(str)


class OldIsbn(Isbn):
    pass


class Point(NamedTuple):
    x: int
    y: int


@app.get("/numbers")
def numbers() -> tuple[decimal.Decimal, fractions.Fraction, complex, Size]: ...


@app.get("/texts")
def texts() -> tuple[uuid.UUID, pathlib.Path, ipaddress.IPv4Address, Color, Isbn, OldIsbn]: ...


@app.get("/times")
def times() -> tuple[datetime.datetime, datetime.date, datetime.timedelta]: ...


@app.get("/containers")
def containers() -> tuple[Counter[str], OrderedDict[str, int], deque[int], Point]: ...


@app.get("/abstract")
def abstract() -> tuple[Sequence[int], Mapping[str, int], MutableMapping[str, int]]: ...


@app.get("/described")
def described() -> Annotated[dict[Literal["a", "b"], Annotated[int, "a number"]], "all"]:
    return {"a": 1}


def demonstrate(client: TestClient) -> None:
    assert client.get("/described").json() == {"a": 1}
