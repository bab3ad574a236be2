from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends

log: list[str] = []


class Session:
    async def commit(self) -> None:
        log.append("commit")


class Database:
    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        session = Session()
        yield session
        await session.commit()


database = Database()


class UnitOfWork:
    async def __aenter__(self) -> Session:
        self.session = Session()
        return self.session

    async def __aexit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            await self.session.commit()


@asynccontextmanager
async def transaction() -> AsyncIterator[Session]:
    async with UnitOfWork() as session:
        yield session


async def sessions() -> AsyncIterator[Session]:
    async with transaction() as session:
        yield session


async def get_session() -> AsyncIterator[Session]:
    async for session in sessions():  # E[fastapi-teardown]
        yield session


SessionDep = Annotated[Session, Depends(get_session)]  # E[fastapi-late-commit]
NAMED = Depends(get_session)  # E[fastapi-late-commit]
