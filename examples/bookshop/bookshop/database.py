"""The database, and the session that a request works with."""

import os
from collections.abc import AsyncGenerator
from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from scoped_fastapi import Depends, response_scoped_dependency

from .models import Base

DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///bookshop.db")

engine = create_async_engine(DATABASE_URL)
new_session = async_sessionmaker(engine)

if engine.dialect.name == "sqlite":

    @event.listens_for(engine.sync_engine, "connect")
    def prepare_sqlite(connection: Any, _: object) -> None:
        """Have SQLite look at foreign keys, and let readers and one writer work side by side."""
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA busy_timeout = 30000")
        cursor.close()


async def create_tables() -> None:
    """Create the tables that do not exist yet."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


@response_scoped_dependency
async def get_session() -> AsyncGenerator[AsyncSession, Response | None]:
    """Provide a session whose work is kept if the request succeeds, and undone if it does not.

    All of this is over before the response leaves: a client that was told 201 finds its row.
    The response is None where there is none, on a websocket or in `get_session.open()`. When the
    handler raises, the exception comes out of the `yield` and closing the session rolls it back.
    """
    async with new_session() as session:
        response = yield session
        if response is None or response.status_code < 400:
            await session.commit()
        else:
            await session.rollback()


SessionDep = Annotated[AsyncSession, Depends(get_session)]
