# FastAPI reads the columns and the relationships of ORM classes.
# outcome: 500
import datetime
import decimal
import uuid
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

app = FastAPI()


class Base(DeclarativeBase):
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    created: Mapped[datetime.datetime]


class Author(Base):
    __tablename__ = "authors"
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "books"
    title: Mapped[str]
    price: Mapped[decimal.Decimal]
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")


class AuthorOut(BaseModel):
    id: uuid.UUID
    nickname: str


class BookOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    title: Annotated[str, Field(min_length=1)]
    author: AuthorOut


class Identified(BaseModel):
    id: str


class Priced(BaseModel):
    price: str = Field(description="in euros")


class Dated(BaseModel):
    created: str | None = None


class Written(BaseModel):
    books: list[Priced]


class Single(BaseModel):
    books: Priced


class Listed(BaseModel):
    author: list[AuthorOut]


def get_book() -> Book:
    author = Author(id=uuid.uuid4(), created=datetime.datetime.now(), name="a")
    return Book(
        id=uuid.uuid4(),
        created=datetime.datetime.now(),
        title="b",
        price=decimal.Decimal(1),
        author=author,
    )


Given = Annotated[Book, Depends(get_book)]


@app.get("/missing", response_model=AuthorOut)
def missing(book: Given) -> Book:  # E[fastapi-response-model]
    return book


@app.get("/nested", response_model=BookOut)
def nested(book: Given) -> Book:  # E[fastapi-response-model]
    return book


@app.get("/uuid", response_model=Identified)
def identifier(book: Given) -> Book:  # E[fastapi-response-model]
    return book


@app.get("/price", response_model=list[Priced])
def price(book: Given) -> list[Book]:  # E[fastapi-response-model]
    return [book]


@app.get("/date", response_model=Dated)
def date(book: Given) -> Book:  # E[fastapi-response-model]
    return book


@app.get("/through-list", response_model=Written)
def through_list(book: Given) -> Author:  # E[fastapi-response-model]
    return book.author


@app.get("/list-for-object", response_model=Single)
def list_for_object(book: Given) -> Author:  # E[fastapi-response-model]
    return book.author


@app.get("/object-for-list", response_model=Listed)
def object_for_list(book: Given) -> Book:  # E[fastapi-response-model]
    return book


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
