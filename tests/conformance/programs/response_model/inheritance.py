# Fields are collected through all the base classes, and a later class may replace an earlier field.
# outcome: 500
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Generic, Optional, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field, model_validator
from typing_extensions import Self, TypedDict

app = FastAPI()
T = TypeVar("T")


class Kind(str, Enum):
    BIG = "big"


class Configured(BaseModel):
    model_config = ConfigDict(from_attributes=True, extra="ignore")
    registry: ClassVar[dict[str, int]] = {}


class Identified(Configured):
    id: int = 0


class UserOut(Identified):
    """A required field again."""

    id: int

    @model_validator(mode="after")
    def check(self) -> Self:
        return self


class Optionally(Configured):
    # An optional field without a default is required in pydantic 2.
    nickname: Optional[str]


class Page(BaseModel, Generic[T]):
    content: T
    total: int = Field(..., ge=0)


class UserPage(Page[UserOut]):
    pass


@dataclass
class Item:
    kind: Kind = Kind.BIG


@dataclass
class Result(Generic[T]):
    content: T
    total: int = 1


class Entry(TypedDict):
    kind: str


@app.get("/again", response_model=UserOut)
def again() -> Item:  # E[fastapi-response-model]
    return Item()


@app.get("/optional", response_model=Optionally)
def optional() -> Item:  # E[fastapi-response-model]
    return Item()


@app.get("/generic", response_model=Page[UserOut])
def generic() -> Result[Item]:  # E[fastapi-response-model]
    return Result(Item())


@app.get("/derived", response_model=UserPage)
def derived() -> Result[Item]:  # E[fastapi-response-model]
    return Result(Item())


@app.get("/list", response_model=Page[list[UserOut]])
def of_list() -> Result[list[Item]]:  # E[fastapi-response-model]
    return Result([Item()])


@app.get("/dataclass", response_model=Item)
def made_of_model() -> Identified:  # E[fastapi-response-model]
    return Identified()


@app.get("/typed-dict", response_model=Entry)
def entry() -> Identified:  # E[fastapi-response-model]
    return Identified()


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
