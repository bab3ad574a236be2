"""News for those who keep a connection open."""

from fastapi import WebSocket
from sqlalchemy import select

from scoped_fastapi import ScopedRouter

from ..arrivals import ArrivalsDep
from ..database import get_session
from ..models import Book
from ..schemas import BookOut

router = ScopedRouter()


async def latest_books(count: int) -> list[BookOut]:
    """Read the newest books, in a session that is closed at once.

    A session that is a dependency of a websocket would stay open as long as the websocket.
    """
    async with get_session.open() as session:
        books = await session.scalars(select(Book).order_by(Book.id.desc()).limit(count))
        return [BookOut.model_validate(book) for book in books]


@router.websocket("/arrivals")
async def follow_arrivals(websocket: WebSocket, arrivals: ArrivalsDep) -> None:
    """Send the newest books, and from then on each book that arrives."""
    await websocket.accept()
    with arrivals.told_to(websocket):
        for book in reversed(await latest_books(3)):
            await websocket.send_json(book.model_dump())
        async for _ in websocket.iter_text():
            pass  # What listeners say does not matter, only that they are there.
