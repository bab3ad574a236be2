"""What clients send and receive."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1, max_length=200)]
Cents = Annotated[int, Field(ge=0)]
Stock = Annotated[int, Field(ge=0, le=10_000)]


class FromDatabase(BaseModel):
    """What is made of a row with `model_validate`."""

    model_config = ConfigDict(from_attributes=True)


class UserIn(BaseModel):
    """Somebody who registers."""

    name: Name
    password: Annotated[str, Field(min_length=8, max_length=200)]


class UserOut(FromDatabase):
    """A user as others may see them."""

    id: int
    name: str


class TokenOut(BaseModel):
    """What OAuth2 clients expect after a sign-in."""

    access_token: str
    token_type: str = "bearer"


class BookIn(BaseModel):
    """A book to sell."""

    isbn: Annotated[str, Field(pattern=r"^\d{13}$")]
    title: Name
    author: Name
    price_cents: Cents
    stock: Stock = 1


class BookChanges(BaseModel):
    """What may change about a book; what is left out stays as it is."""

    price_cents: Cents = 0
    stock: Stock = 0


class BookOut(FromDatabase):
    """A book on the shelf."""

    id: int
    isbn: str
    seller_id: int
    title: str
    author: str
    price_cents: int
    stock: int


class Line(FromDatabase):
    """So many copies of a book."""

    book_id: int
    quantity: Annotated[int, Field(ge=1, le=100)] = 1


class OrderIn(BaseModel):
    """An order to place."""

    lines: Annotated[list[Line], Field(min_length=1, max_length=20)]


class OrderOut(FromDatabase):
    """An order that was placed."""

    id: int
    lines: list[Line]


class OutOfStock(BaseModel):
    """Why an order could not be placed."""

    detail: str = "There are not enough copies of this book"
    book_id: int
