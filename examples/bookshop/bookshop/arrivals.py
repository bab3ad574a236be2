"""News of books that have just arrived, for everybody who listens."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Annotated

from fastapi import WebSocket, WebSocketDisconnect

from scoped_fastapi import Depends

from .schemas import BookOut


class Arrivals:
    """The listeners of this process."""

    def __init__(self) -> None:
        self._listeners: set[WebSocket] = set()

    @contextmanager
    def told_to(self, listener: WebSocket) -> Generator[None]:
        """Tell `listener` what arrives while the `with` block lasts."""
        self._listeners.add(listener)
        try:
            yield
        finally:
            self._listeners.discard(listener)

    async def announce(self, book: BookOut) -> None:
        """Tell every listener of a book."""
        for listener in list(self._listeners):
            with suppress(WebSocketDisconnect):
                await listener.send_json(book.model_dump())


arrivals = Arrivals()


def get_arrivals() -> Arrivals:
    """Provide the listeners of this process."""
    return arrivals


ArrivalsDep = Annotated[Arrivals, Depends(get_arrivals)]
