# What has to be awaited is no model yet; what is behind an `or`, in a tuple, of a call's own type, is looked at.
# outcome: 500
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import AfterValidator, BaseModel
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool
from sqlmodel import create_engine

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class Table(Base):
    __tablename__ = "not_awaited"

    id: Mapped[int] = mapped_column(primary_key=True)


class Item(BaseModel):
    id: int
    name: str


class Envelope(BaseModel):
    item: Item


class Numbered(BaseModel):
    id: int


class Checked(BaseModel):
    name: Annotated[str, AfterValidator(str.title)]


class Repository:
    async def get(self) -> Item:
        return Item(id=1, name="a")


async def load() -> Item:
    return Item(id=1, name="a")


async def load_name() -> str:
    return "a"


async def load_all() -> AsyncIterator[Item]:
    yield Item(id=1, name="a")


def find() -> Item | None:
    return None


@app.get("/coroutine", response_model=Item)
async def coroutine() -> Any:
    return load()  # E[fastapi-response-model]


@app.get("/not-annotated", response_model=Item | None)
async def not_annotated():
    return load()  # E[fastapi-response-model]


@app.get("/method", response_model=Item)
async def method() -> Any:
    return Repository().get()  # E[fastapi-response-model]


@app.get("/list", response_model=list[Item])
async def in_a_list() -> Any:
    return [load()]  # E[fastapi-response-model]


@app.get("/inside", response_model=Envelope)
async def inside() -> Any:
    return {"item": load()}  # E[fastapi-response-model]


@app.get("/text", response_model=str)
async def text() -> Any:
    return load_name()  # E[fastapi-response-model]


@app.get("/generator", response_model=list[Item])
async def generator() -> Any:
    return load_all()  # E[fastapi-response-model]


@app.get("/or", response_model=Item)
def behind_an_or() -> Any:
    return find() or {"id": 1}  # E[fastapi-response-model]


@app.get("/tuple", response_model=list[Item])
def items_of_a_tuple() -> Any:
    return {"id": 1, "name": "a"}, {"id": 2}  # E[fastapi-response-model]


@app.get("/sorted", response_model=list[str])
def call_in_any() -> Any:
    return sorted([3, 1])  # E[fastapi-response-model]


@app.get("/keys", response_model=dict[int, str])
def dictionary_in_any() -> Any:
    return {1: 2}  # E[fastapi-response-model]


@app.get("/checked", response_model=Checked)
def checked() -> Any:
    return {"name": 3}  # E[fastapi-response-model]


@app.get("/rows", response_model=list[Numbered])
def rows_of_tables() -> Any:
    with Session(engine) as session:
        return session.execute(select(Table)).all()  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Table(id=1))
        session.commit()
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
