# Sessions of SQLAlchemy, synchronous and not, as its users and FastAPI's write them.
# outcome: silent
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
async_engine = create_async_engine("sqlite+aiosqlite://")
SessionLocal = sessionmaker(bind=engine)
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)
app = FastAPI()
log: list[str] = []


@event.listens_for(engine, "commit")
def note_commit(connection: Connection) -> None:
    log.append("commit")


def get_db() -> Generator[Session, None, None]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def get_committing_db() -> Generator[Session, None, None]:
    with SessionLocal() as db:
        try:
            yield db
            db.commit()
        except Exception:
            db.rollback()
            raise


def get_transaction() -> Generator[Session, None, None]:
    with SessionLocal.begin() as session:
        yield session


def get_connection() -> Generator[Connection, None, None]:
    with engine.begin() as connection:
        yield connection


async def get_async_session() -> AsyncGenerator[AsyncSession, None]:
    async with AsyncSessionLocal() as session:
        yield session


async def get_async_transaction() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session, session.begin():
        yield session


async def get_committing_session() -> AsyncGenerator[AsyncSession, None]:
    async with AsyncSession(async_engine) as session:
        try:
            yield session
        except HTTPException:
            await session.rollback()
            raise
        else:
            await session.commit()
        finally:
            await session.close()


@app.get("/")
async def read(
    a: Annotated[Session, Depends(get_db)],
    b: Annotated[Session, Depends(get_committing_db)],  # E[fastapi-late-commit]
    c: Annotated[Session, Depends(get_transaction)],  # E[fastapi-late-commit]
    d: Annotated[Connection, Depends(get_connection)],  # E[fastapi-late-commit]
    e: Annotated[AsyncSession, Depends(get_async_session)],
    f: Annotated[AsyncSession, Depends(get_async_transaction)],  # E[fastapi-late-commit]
    g: Annotated[AsyncSession, Depends(get_committing_session)],  # E[fastapi-late-commit]
) -> int:
    b.execute(text("select 1"))
    log.clear()
    return 1


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 1
    assert "commit" in log
