# Classes of the standard library and of SQLAlchemy, and classes derived from built-in ones.
# outcome: import
# raises: AssertionError: all 18 are refused
import asyncio
import logging
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Annotated, Any, BinaryIO

from fastapi import FastAPI, Request
from fastapi.exceptions import FastAPIError
from sqlalchemy import Row
from sqlalchemy.engine import Result, ScalarResult
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()
refused: list[str] = []


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except FastAPIError as error:
        refused.append(str(error))


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)


class Titles(list[str]):
    pass


class Prices(dict[str, int]):
    pass


class Isbn(str):
    pass


class Shelf(Mapping[str, int]):
    def __getitem__(self, key: str) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


with refusal():

    @app.get("/titles")
    def titles() -> Titles: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/prices")
    def prices() -> Prices | None: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/isbn")
    def isbn() -> list[Isbn]: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/shelf")
    def shelf() -> Shelf: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/request")
    def request() -> Request: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/logger")
    def logger() -> logging.Logger: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/connection")
    def connection() -> sqlite3.Connection: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/sqlite")
    def sqlite() -> list[sqlite3.Row]: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/queue")
    def queue() -> asyncio.Queue[int]: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/task")
    def task() -> asyncio.Task[int] | None: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/event")
    def event() -> threading.Event: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/pool")
    def pool() -> ThreadPoolExecutor: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/file")
    def file() -> BinaryIO: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/row")
    def row() -> Row[Any]: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/result")
    def result() -> Result[Any]: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/scalars")
    def scalars() -> ScalarResult[Book]: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/described")
    def described() -> Annotated[Book, "the book"]: ...  # E[fastapi-response-type]


with refusal():

    @app.get("/model", response_model=Annotated[list[Book], "all"])  # E[fastapi-response-type]
    def model(): ...


assert len(refused) < 18, f"all {len(refused)} are refused"
