from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Annotated, Protocol

from fastapi import Depends

from .database import Session, SessionDep, get_session


class Rows(Protocol):
    async def get(self, key: int) -> str | None: ...


class Repository(ABC):
    def __init__(self, session: SessionDep) -> None:
        self.session = session

    @abstractmethod
    async def get(self, key: int) -> str | None: ...


class Books(Repository):
    async def get(self, key: int) -> str | None:
        return self.session.rows.get(key)


def get_books(session: Annotated[Session, Depends(get_session)]) -> Repository:
    return Books(session)


async def get_rows(session: Session = Depends(get_session)) -> Books:
    return Books(session)


BooksDep = Annotated[Books, Depends()]
RepositoryDep = Annotated[Repository, Depends(Books)]
