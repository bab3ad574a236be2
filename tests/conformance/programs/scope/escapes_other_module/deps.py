from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, TypeVar

from fastapi import Depends

T = TypeVar("T")


class Session:
    closed = False

    def row(self) -> str:
        return "closed" if self.closed else "open"


async def get_session() -> AsyncIterator[Session]:
    session = Session()
    yield session
    session.closed = True


async def rows_of(session: Session) -> AsyncIterator[str]:
    yield session.row()


async def rows_of_text(text: str) -> AsyncIterator[str]:
    yield text


SessionDep = Annotated[Session, Depends(get_session, scope="function")]
Given = Annotated[T, Depends(get_session, scope="function")]
REQUEST = Depends(get_session)
