"""What the library knows about."""

from pydantic import BaseModel


class Member(BaseModel):
    """Somebody who may borrow books."""

    id: int
    name: str
    librarian: bool = False


class NewBook(BaseModel):
    """A book that was bought."""

    title: str
    author: str


class Book(NewBook):
    """A book of the library."""

    id: int


class Loan(BaseModel):
    """A book in the hands of a member."""

    id: int
    book_id: int
    member_id: int


class NoSuchReportError(Exception):
    """There is no report of this name."""
