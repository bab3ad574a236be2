"""The catalogue."""

from collections.abc import Iterator
from http import HTTPStatus

from fastapi import APIRouter, Depends, HTTPException, Request, Response, status
from fastapi.responses import JSONResponse

from ..auth import get_librarian
from ..models import Book, NewBook
from ..services import CatalogueDep

router = APIRouter(prefix="/books", tags=["books"])


@router.get("")
def list_books(catalogue: CatalogueDep, title: str = "") -> list[Book]:
    """List the books that have `title` in their title."""
    return catalogue.search(title)


@router.post("", status_code=status.HTTP_201_CREATED, dependencies=[Depends(get_librarian)])
def add_book(new: NewBook, catalogue: CatalogueDep) -> Book:
    """Add a book that was bought."""
    return catalogue.add(new)


@router.get("/{book_id}", response_model=Book)
def show_book(book_id: int, request: Request, catalogue: CatalogueDep) -> Response | Book:
    """Show a book, unless the client has it already."""
    book = catalogue.get(book_id)
    if book is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such book")
    if request.headers.get("if-none-match") == f'"{book_id}"':
        # Sends "null" as a body, which a 304 must not have: the server breaks the connection off.
        return JSONResponse(None, status_code=304)  # mistake: fastapi-no-body
    return book


# FastAPI drops the dictionary without a word: clients wait for a "deleted" that never comes.
@router.delete("/{book_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_book(book_id: int, catalogue: CatalogueDep, _=Depends(get_librarian)):
    """Remove a book that was lost."""
    catalogue.remove(book_id)
    return {"deleted": book_id}  # mistake: fastapi-no-body


# The response is sent as it is, with status 200 and its body; the 204 is for the documentation.
@router.put("/{book_id}/reservation", status_code=HTTPStatus.NO_CONTENT)
def reserve_book(book_id: int, catalogue: CatalogueDep) -> Response:
    """Reserve a book until it is back."""
    if catalogue.get(book_id) is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such book")
    return JSONResponse({"reserved": book_id})  # mistake: fastapi-no-body


# FastAPI streams what is yielded. The server breaks the connection off when the first line comes.
@router.post("/{book_id}/reminders", status_code=204)
def send_reminders(book_id: int) -> Iterator[str]:  # mistake: fastapi-no-body
    """Remind those who wait for a book."""
    yield f"reminders for {book_id}\n"
    yield "done\n"
