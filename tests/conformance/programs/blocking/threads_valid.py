# Calls that wait in a thread, or that await.
# enable: fastapi-blocking
import asyncio
import io
import time
from functools import partial
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

app = FastAPI()


def get_session() -> Session:
    return Session(create_engine("sqlite://"))


def get_async_session() -> AsyncSession:
    return AsyncSession(create_async_engine("sqlite+aiosqlite://"))


@app.get("/def")
def in_a_thread(session: Annotated[Session, Depends(get_session)]) -> None:
    time.sleep(0)
    session.commit()


@app.get("/handed")
async def handed_over(session: Annotated[Session, Depends(get_session)]) -> None:
    session.add_all([])
    await run_in_threadpool(session.commit)
    await asyncio.to_thread(time.sleep, 0)
    await run_in_threadpool(lambda: time.sleep(0))
    await asyncio.get_running_loop().run_in_executor(None, partial(time.sleep, 0))


@app.get("/async")
async def awaited(session: Annotated[AsyncSession, Depends(get_async_session)]) -> int:
    await session.execute(text("SELECT 1"))
    await session.commit()
    await asyncio.sleep(0)
    return 1


@app.get("/memory")
async def in_memory() -> str:
    file = io.StringIO("text")
    return file.read()


@app.get("/inner")
async def inner_function() -> None:
    def later() -> None:
        time.sleep(0)

    await asyncio.to_thread(later)


def helper() -> None:
    time.sleep(0)


async def unused() -> None:
    helper()


def demonstrate(client: TestClient) -> None:
    for path in ("def", "handed", "async", "memory", "inner"):
        assert client.get(f"/{path}").status_code == 200
