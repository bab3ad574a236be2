"""The books on the shelf."""

from typing import Annotated

from fastapi import BackgroundTasks, HTTPException, Query, status
from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError

from scoped_fastapi import Depends, ScopedRouter

from ..arrivals import ArrivalsDep
from ..database import SessionDep
from ..models import Book, OrderLine
from ..schemas import BookChanges, BookIn, BookOut
from ..security import CurrentUser

router = ScopedRouter(prefix="/books", tags=["books"])


async def get_book(book_id: int, session: SessionDep) -> Book:
    """Find the book that the path names."""
    book = await session.get(Book, book_id)
    if book is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such book")
    return book


BookDep = Annotated[Book, Depends(get_book)]


async def get_own_book(book: BookDep, user: CurrentUser) -> Book:
    """Find the book that the path names, for the user who sells it."""
    if book.seller_id != user.id:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "This book is sold by somebody else")
    return book


OwnBookDep = Annotated[Book, Depends(get_own_book)]


@router.get("")
async def list_books(
    session: SessionDep,
    title: str = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[BookOut]:
    """List books, the newest first, or those that have `title` in their title."""
    books = await session.scalars(
        select(Book)
        .where(Book.title.icontains(title, autoescape=True))
        .order_by(Book.id.desc())
        .limit(limit)
    )
    return [BookOut.model_validate(book) for book in books]


@router.post("", status_code=status.HTTP_201_CREATED)
async def add_book(
    new: BookIn,
    user: CurrentUser,
    session: SessionDep,
    arrivals: ArrivalsDep,
    tasks: BackgroundTasks,
) -> BookOut:
    """Put a book on the shelf, to be sold by you.

    The background task runs when the book is committed and the client has its answer.
    It is given what was sent, not the session: that is closed by then.
    """
    book = Book(**new.model_dump(), seller_id=user.id)
    session.add(book)
    try:
        await session.flush()
    except IntegrityError:
        raise HTTPException(status.HTTP_409_CONFLICT, "This ISBN is on the shelf") from None
    shown = BookOut.model_validate(book)
    tasks.add_task(arrivals.announce, shown)
    return shown


@router.get("/{book_id}")
async def show_book(book: BookDep) -> BookOut:
    """Show one book."""
    return BookOut.model_validate(book)


@router.patch("/{book_id}")
async def change_book(book: OwnBookDep, changes: BookChanges) -> BookOut:
    """Change the price of your book, or how many copies there are."""
    for name, value in changes.model_dump(exclude_unset=True).items():
        setattr(book, name, value)
    return BookOut.model_validate(book)


@router.delete("/{book_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_book(book: OwnBookDep, session: SessionDep) -> None:
    """Take your book off the shelf, if nobody has ordered it."""
    if await session.scalar(select(exists().where(OrderLine.book_id == book.id))):
        raise HTTPException(status.HTTP_409_CONFLICT, "This book has been ordered")
    await session.delete(book)
