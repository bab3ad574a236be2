# Attributes whose types are open, convertible or told by nobody, and returns that tell more.
import datetime
import enum
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Json
from typing_extensions import TypedDict

app = FastAPI()
T = TypeVar("T")


class Color(str, enum.Enum):
    RED = "red"


class Numbered(BaseModel):
    id: int


class Colored(BaseModel):
    color: str


class Described(BaseModel):
    value: dict[str, Any] | list[int] | None
    when: datetime.datetime


class BoxOut(BaseModel, Generic[T]):
    content: T


class Mailed(BaseModel):
    data: Json[Any]


class Paint:
    color: Color = Color.RED


class Slotted:
    __slots__ = ("id",)

    def __init__(self) -> None:
        self.id = "1"


class Description:
    value: dict[str, int] | list[int] | None = None

    def __init__(self) -> None:
        self.when: datetime.date = datetime.date.today()


class Identified(Protocol):
    id: uuid.UUID


class Meta(type):
    def __getattr__(cls, name: str) -> int:
        return 1


class WithMeta(metaclass=Meta):
    id = 1


class Converting:
    def __init__(self, value: Any) -> None:
        self.id = value
        self.data = "[1]"


@dataclass
class Base:
    name: str = "a"


@dataclass
class Numerous(Base):
    id: int = 1


class Box(Generic[T]):
    def __init__(self, content: T) -> None:
        self.content = content


class Entry(TypedDict):
    id: str


@app.get("/enum", response_model=Colored)
def enums() -> Paint:
    return Paint()


@app.get("/slots", response_model=Numbered)
def slots() -> Slotted:
    return Slotted()


@app.get("/described", response_model=Described)
def described() -> Description:
    return Description()


@app.get("/protocol", response_model=Numbered)
def protocol() -> Identified:
    return Numerous()  # type: ignore[return-value]


@app.get("/metaclass", response_model=Numbered)
def metaclass() -> WithMeta:
    return WithMeta()


@app.get("/any", response_model=Numbered)
def anything() -> Converting:
    return Converting(1)


@app.get("/json", response_model=Mailed)
def json() -> Converting:
    return Converting(1)


@app.get("/generic", response_model=BoxOut[Numbered])
def generic() -> Box[Slotted]:
    return Box(Slotted())


@app.get("/typed-dict", response_model=Numbered)
def typed_dict() -> Entry:
    return {"id": "1"}


@app.get("/narrower", response_model=Numbered)
def narrower() -> Base:
    base: Base = Numerous()
    if isinstance(base, Numerous):
        return base
    return Numerous()


@app.get("/local", response_model=Numbered)
def local() -> Base:
    class Local(Base):
        id = 1

    return Local()


@app.get("/one-of-two", response_model=Numbered)
def one_of_two() -> Base | list[Base]:
    return Numerous()


@app.get("/literal", response_model=dict[str, int])
def literal() -> Base:
    return {"id": 1}  # type: ignore[return-value]


@app.get("/iterator", response_model=list[int])
def iterator() -> Iterator[int]:
    return iter([1])


@app.get("/date", response_model=datetime.datetime)
def date() -> datetime.date:
    return datetime.date.today()


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
