from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Response, status

from .models import Book, NewBook
from .store import Store, get_store

router = APIRouter(
    prefix="/books",
    tags=["books"],
    responses={status.HTTP_404_NOT_FOUND: {"description": "No such book"}},
)
StoreDep = Annotated[Store, Depends(get_store)]
log: list[str] = []


@router.get("/")
async def read_books(store: StoreDep) -> list[Book]:
    return list(store.books.values())


@router.post("/", status_code=status.HTTP_201_CREATED)
async def create_book(book: NewBook, store: StoreDep) -> Book:
    return await store.add(book)


@router.put("/{book_id}", status_code=status.HTTP_204_NO_CONTENT)
async def update_book(book_id: int, book: NewBook, store: StoreDep) -> None:
    if book_id not in store.books:
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    store.books[book_id].title = book.title


@router.delete("/{book_id}", status_code=status.HTTP_204_NO_CONTENT, response_class=Response)
async def delete_book(book_id: int, store: StoreDep, tasks: BackgroundTasks) -> None:
    if not await store.delete(book_id):
        raise HTTPException(status.HTTP_404_NOT_FOUND)
    tasks.add_task(log.append, f"deleted {book_id}")
