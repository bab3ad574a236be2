# A handler that returns what it finds, and forgets that there may be nothing.
# outcome: 500
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Book(BaseModel):
    id: int
    title: str = ""


BOOKS = [Book(id=1)]
BY_TITLE: dict[str, Book] = {}


class Shelf:
    def find(self, book_id: int) -> Book | None:
        return next((book for book in BOOKS if book.id == book_id), None)

    async def find_later(self, book_id: int) -> Book | None:
        return self.find(book_id)


@app.get("/loop/{book_id}", response_model=Book)
def in_a_loop(book_id: int):
    for book in BOOKS:  # E[fastapi-response-model]
        if book.id == book_id:
            return book


@app.get("/numbered/{book_id}", response_model=list[Book])
def in_a_numbered_loop(book_id: Annotated[int, Path(title="The book")]):
    for number, book in enumerate(BOOKS):  # E[fastapi-response-model]
        if book_id == book.id:
            return BOOKS[number:]


@app.get("/items/{title}", response_model=Book)
def in_a_dictionary(title: str):
    for key, book in BY_TITLE.items():  # E[fastapi-response-model]
        if key == title and book.id > 0:
            return book


@app.get("/display/{title}", response_model=Book)
def in_a_display(title: str):
    for book in [each for each in BOOKS if each.id > 0]:  # E[fastapi-response-model]
        wanted = book.title
        if wanted == title:
            return book


@app.get("/key/{title}", response_model=Book)
def by_key(title: str):
    if title in BY_TITLE:  # E[fastapi-response-model]
        return BY_TITLE[title]


@app.get("/found/{book_id}", response_model=Book)
async def found(book_id: int, shelf: Annotated[Shelf, Depends()]) -> Any:
    book = await shelf.find_later(book_id)
    if book is not None:  # E[fastapi-response-model]
        return book


@app.get("/walrus/{book_id}", response_model=Book)
def by_walrus(book_id: int, shelf: Annotated[Shelf, Depends()]):
    if book := shelf.find(book_id):  # E[fastapi-response-model]
        return book


@app.get("/flag", response_model=Book)
def by_flag(full: bool = False):
    print(full)
    if full:  # E[fastapi-response-model]
        return Book(id=1)


@app.get("/allowed", response_model=Book)
def by_default(full: bool = True):
    if full:  # E[fastapi-response-model]
        return Book(id=1)


@app.get("/kind", response_model=Book)
def by_an_optional(kind: str | None = None):
    if kind == "old":  # E[fastapi-response-model]
        return Book(id=1)


@app.get("/query", response_model=Book)
def by_query(title: str | None = None):
    if title is not None:  # E[fastapi-response-model]
        return Book(id=1, title=title)


@app.get("/chain/{kind}", response_model=Book)
def by_a_chain(kind: str):
    if kind == "old":  # E[fastapi-response-model]
        return Book(id=1)
    elif kind in ("new", "next"):
        return Book(id=2)


@app.get("/match/{kind}", response_model=Book)
def by_a_match(kind: str):
    match kind:  # E[fastapi-response-model]
        case "old":
            return Book(id=1)
        case "new" | "next":
            return Book(id=2)


def demonstrate(client: TestClient) -> None:
    for path in (
        "loop",
        "numbered",
        "items",
        "display",
        "key",
        "found",
        "walrus",
        "chain",
        "match",
    ):
        assert client.get(f"/{path}/9").status_code == 500, path
    for path in ("flag", "query", "kind", "allowed?full=no"):
        assert client.get(f"/{path}").status_code == 500, path
