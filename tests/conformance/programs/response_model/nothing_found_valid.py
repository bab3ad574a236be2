# There always is something to return, as far as can be seen; or None is an answer, too.
import itertools
from enum import Enum
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Path
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Book(BaseModel):
    id: int
    title: str = ""


class Kind(str, Enum):
    OLD = "old"
    NEW = "new"


BOOKS = [Book(id=1)]


def find(book_id: int) -> Book | None:
    return next((book for book in BOOKS if book.id == book_id), None)


def check(book_id: int) -> None:
    if find(book_id) is None:
        raise HTTPException(404)


def existing(book_id: int) -> int:
    check(book_id)
    return book_id


@app.get("/optional/{book_id}", response_model=Book | None)
def optional(book_id: int):
    for book in BOOKS:
        if book.id == book_id:
            return book


@app.get("/raises/{book_id}", response_model=Book)
def raises(book_id: int):
    for book in BOOKS:
        if book.id == book_id:
            return book
    raise HTTPException(404)


@app.get("/checked/{book_id}", response_model=Book)
def checked(book_id: int):
    check(book_id)
    for book in BOOKS:
        if book.id == book_id:
            return book


@app.get("/compared/{book_id}", response_model=Book)
def compared(book_id: int):
    if book_id not in {book.id for book in BOOKS}:
        raise HTTPException(404)
    for book in BOOKS:
        if book.id == book_id:
            return book


@app.get("/dependency/{book_id}", response_model=Book)
def by_a_dependency(book_id: int, _: Annotated[int, Depends(existing)]):
    for book in BOOKS:
        if book.id == book_id:
            return book


@app.get("/listed/{book_id}", response_model=Book, dependencies=[Depends(existing)])
def by_a_listed_dependency(book_id: int):
    for book in BOOKS:
        if book.id == book_id:
            return book


@app.get("/provided/{book_id}", response_model=Book)
def provided(book_id: Annotated[int, Depends(existing)]):
    for book in BOOKS:
        if book.id == book_id:
            return book


@app.get("/limited/{book_id}", response_model=Book)
def limited(book_id: Annotated[int, Path(ge=1, le=1)]):
    for book in BOOKS:
        if book.id == book_id:
            return book


@app.get("/enum/{kind}", response_model=Book)
def of_an_enum(kind: Kind):
    for each in list(Kind):
        if each == kind:
            return Book(id=1)


@app.get("/literal/{kind}", response_model=Book)
def of_a_literal(kind: Literal["old", "new"]):
    if kind == "old":
        return Book(id=1)
    elif kind == "new":
        return Book(id=2)


@app.get("/both", response_model=Book)
def both(full: bool = False):
    if not full:
        return Book(id=1)
    if full:
        return Book(id=2)


@app.get("/told/{book_id}", response_model=Book)
def told(book_id: int):
    book = find(book_id)
    if book is None:
        raise HTTPException(404)
    if book:
        return book


@app.get("/never_none", response_model=Book)
def never_none():
    book = BOOKS[0]
    if book:
        return book


@app.get("/tries", response_model=Book)
def tries():
    for attempt in range(3):
        try:
            return Book(id=attempt)
        except ValueError:
            if attempt == 2:
                raise


@app.get("/endless/{start}", response_model=Book)
def endless(start: int):
    for number in itertools.count(start):
        if number > start:
            return Book(id=number)


@app.get("/numbers/{number}", response_model=Book)
def numbers(number: int):
    if number < 3:
        return Book(id=1)
    elif number >= 3:
        return Book(id=2)


@app.get("/all/{kind}", response_model=Book)
def all_cases(kind: str):
    match kind:
        case "old":
            return Book(id=1)
        case other:
            return Book(id=2, title=other)


def demonstrate(client: TestClient) -> None:
    for path in ("raises", "checked", "compared", "dependency", "listed", "provided", "told"):
        assert client.get(f"/{path}/9").status_code == 404, path
    assert client.get("/limited/9").status_code == 422
    assert client.get("/optional/9").json() is None
    for path in ("enum/new", "literal/new", "both?full=1", "never_none", "tries", "endless/1"):
        assert client.get(f"/{path}").status_code == 200, path
    for path in ("numbers/2", "numbers/3", "all/any"):
        assert client.get(f"/{path}").status_code == 200, path
