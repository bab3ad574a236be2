# What FastAPI refuses of a handler it refuses of dependencies, too, and behind prefixes.
# outcome: import
# raises: AssertionError: all 10 are refused
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Optional

from fastapi import APIRouter, Body, Depends, FastAPI, Header, Query
from fastapi.exceptions import FastAPIError
from sqlalchemy.orm import Session

app = FastAPI()
router = APIRouter(prefix="/shops/{shop_id}")
refused: list[str] = []


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except (AssertionError, FastAPIError) as error:
        refused.append(str(error))


class Clock:
    pass


def get_names(session: Session) -> list[str]:  # E[fastapi-param]
    return []


class Repository:
    def __init__(self, session: Annotated[Session, "the session"]) -> None:  # E[fastapi-param]
        self.session = session


@dataclass
class Report:
    clock: Clock | None = None  # E[fastapi-param]


class Allowed:
    def __call__(self, *, clock: Clock) -> None: ...  # E[fastapi-param]


def book_of(book_id: int = Query()) -> int:  # E[fastapi-param]
    return book_id


def checked_book(book: Annotated[int, Depends(book_of)]) -> int:
    return book


def author_of(author_id: Annotated[str, Header()]) -> str:  # E[fastapi-param]
    return author_id


with refusal():

    @app.get("/names")
    def names(names: Annotated[list[str], Depends(get_names)]) -> None: ...


with refusal():

    @app.get("/repository")
    def repository(repository: Annotated[Repository, Depends()]) -> None: ...


with refusal():

    @app.get("/report")
    def report(report: Report = Depends()) -> None: ...


with refusal():

    @app.get("/allowed", dependencies=[Depends(Allowed())])
    def allowed() -> None: ...


with refusal():

    @app.get("/books/{book_id}")
    def book(book: Annotated[int, Depends(checked_book)]) -> None: ...


with refusal():

    @app.get("/authors/{author_id}", dependencies=[Depends(author_of)])
    def author() -> None: ...


with refusal():

    @router.get("/query")
    def of_query(shop_id: int = Query()) -> None: ...  # E[fastapi-param]


with refusal():

    @router.get("/list")
    def of_list(shop_id: list[int]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/optional/{number}")
    def optional(number: Optional[list[str]]) -> None: ...  # E[fastapi-param]


with refusal():

    @router.post("/body")
    def of_body(shop_id: Annotated[int, Body()]) -> None: ...  # E[fastapi-param]


assert len(refused) < 10, f"all {len(refused)} are refused"
