"""What can be done with books and loans, apart from HTTP."""

from typing import Annotated

from fastapi import Depends

from .config import Settings, get_settings
from .database import Connection
from .models import Book, Loan, NewBook


def get_max_loans(settings: Annotated[Settings, Depends(get_settings)]) -> int:
    """Provide how many books a member may have at a time."""
    return settings.max_loans


class Catalogue:
    """The books of the library."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def search(self, title: str) -> list[Book]:
        """Find the books that have `title` in their title."""
        rows = self.connection.execute("SELECT * FROM books WHERE title LIKE ?", [f"%{title}%"])
        return [Book(**row) for row in rows]

    def get(self, book_id: int) -> Book | None:
        """Find a book."""
        row = self.connection.execute("SELECT * FROM books WHERE id = ?", [book_id]).fetchone()
        return Book(**row) if row else None

    def add(self, new: NewBook) -> Book:
        """Add a book."""
        cursor = self.connection.execute(
            "INSERT INTO books (title, author) VALUES (?, ?)", [new.title, new.author]
        )
        return Book(id=cursor.lastrowid or 0, title=new.title, author=new.author)

    def remove(self, book_id: int) -> None:
        """Remove a book."""
        self.connection.execute("DELETE FROM books WHERE id = ?", [book_id])


class LoanDesk:
    """The books that are lent."""

    # FastAPI calls get_max_loans and hands the number over. Lending ends in an AttributeError.
    def __init__(
        self,
        connection: Connection,
        settings: Annotated[Settings, Depends(get_max_loans)],  # mistake: fastapi-depends
    ) -> None:
        self.connection = connection
        self.settings = settings

    def loans_of(self, member_id: int) -> list[Loan]:
        """List what a member has borrowed."""
        rows = self.connection.execute("SELECT * FROM loans WHERE member_id = ?", [member_id])
        return [Loan(**row) for row in rows]

    def lend(self, book_id: int, member_id: int) -> Loan | None:
        """Lend a book, unless the member has too many already."""
        if len(self.loans_of(member_id)) >= self.settings.max_loans:
            return None
        cursor = self.connection.execute(
            "INSERT INTO loans (book_id, member_id) VALUES (?, ?)", [book_id, member_id]
        )
        return Loan(id=cursor.lastrowid or 0, book_id=book_id, member_id=member_id)

    def take_back(self, loan_id: int, member_id: int) -> None:
        """Take a book back."""
        self.connection.execute(
            "DELETE FROM loans WHERE id = ? AND member_id = ?", [loan_id, member_id]
        )

    def take_all_back(self, member_id: int) -> None:
        """Take back whatever a member has borrowed."""
        self.connection.execute("DELETE FROM loans WHERE member_id = ?", [member_id])


def get_catalogue(connection: Connection) -> Catalogue:
    """Provide the catalogue."""
    return Catalogue(connection)


CatalogueDep = Annotated[Catalogue, Depends(get_catalogue)]
LoanDeskDep = Annotated[LoanDesk, Depends()]

# Copied from CatalogueDep and half changed: it provides a Catalogue. An AttributeError and a 500.
ReturnsDep = Annotated[LoanDesk, Depends(get_catalogue)]  # mistake: fastapi-depends
