# What FastAPI does not look at, or gets otherwise.
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.testclient import TestClient
from pydantic import GetPydanticSchema
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

app = FastAPI()
router = APIRouter(prefix="/shops/{shop_id}")
engine = create_engine("sqlite://")


class Clock:
    def now(self) -> int:
        return 3


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def names_of(session: Session) -> list[str]:
    return [type(session).__name__]


def get_names(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    return names_of(session)


def time_of(clock: Clock, zone: int = 0) -> int:
    return clock.now() + zone


class Repository:
    def __init__(self, session: Annotated[Session, Depends(get_session)]) -> None:
        self.session = session

    def method(self, clock: Clock) -> int:
        return clock.now()


AnyClock = Annotated[Clock, GetPydanticSchema(lambda source, handler: handler(Any))]


def get_clock(clock: AnyClock = None) -> int:  # type: ignore[assignment]
    return 3


@dataclass
class Book:
    book_id: Annotated[int, Path()]
    request: Request


def get_page(page_id: int = Query(1)) -> int:
    return page_id


def get_shop(shop_id: int) -> int:
    return shop_id


@app.get("/names")
def names(names: Annotated[list[str], Depends(get_names)]) -> list[str]:
    return names


@app.get("/time")
def time(time: Annotated[int, Depends(partial(time_of, Clock()))]) -> int:
    return time


@app.get("/clock")
def clock(clock: Annotated[int, Depends(get_clock)]) -> int:
    return clock


@app.get("/books/{book_id}")
def book(
    book: Annotated[Book, Depends()],
    repository: Annotated[Repository, Depends()],
    page: Annotated[int, Depends(get_page)],
) -> int:
    return book.book_id + page


@router.get("/shop")
def shop(shop: Annotated[int, Depends(get_shop)], shop_id: int) -> int:
    return shop + shop_id


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path, answer in (
        ("/names", ["Session"]),
        ("/time", 3),
        ("/clock", 3),
        ("/books/3?page_id=4", 7),
        ("/shops/3/shop", 6),
    ):
        assert client.get(path).json() == answer, path
