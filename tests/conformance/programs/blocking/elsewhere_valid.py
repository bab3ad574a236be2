# Calls that do not block the loop.
# enable: fastapi-blocking
import asyncio
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from io import BytesIO, StringIO
from threading import Thread
from typing import Annotated

import httpx
from anyio import to_thread
from fastapi import BackgroundTasks, Depends, FastAPI, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
Local = sessionmaker(engine)
app = FastAPI()


def get_db() -> Iterator[Session]:
    with Local() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


def work(session: Session) -> None:
    session.execute(text("select 1"))
    time.sleep(0)


@app.get("/1")
def one(db: Db) -> None:
    work(db)


@app.get("/2")
async def two(db: Db) -> None:
    await run_in_threadpool(work, db)


@app.get("/3")
async def three(db: Db) -> None:
    await asyncio.to_thread(lambda: db.execute(text("select 1")))


@app.get("/4")
async def four(db: Db) -> None:
    await to_thread.run_sync(partial(work, db))


@app.get("/5")
async def five(db: Db) -> None:
    db.add_all([])
    db.expunge_all()
    assert db.new is not None
    select(text("1"))


@app.get("/6")
async def six() -> bytes:
    buffer = BytesIO(b"x")
    text = StringIO("x")
    text.read()
    return buffer.read()


@app.post("/7")
async def seven(file: UploadFile) -> int:
    return len(await file.read())


@app.get("/8")
async def eight(db: Db) -> None:
    def inside() -> None:
        work(db)

    await run_in_threadpool(inside)


@app.get("/9")
async def nine(tasks: BackgroundTasks, db: Db) -> None:
    tasks.add_task(time.sleep, 0)


@app.get("/10")
async def ten() -> None:
    thread = Thread(target=time.sleep, args=(0,))
    thread.start()


@app.get("/11")
async def eleven() -> None:
    await asyncio.sleep(0)
    process = await asyncio.create_subprocess_exec("true")
    await process.wait()


class Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def first(self) -> None:
        await self.session.execute(text("select 1"))


class Cache:
    def get(self, key: str) -> str:
        return key

    def execute(self) -> None: ...

    def read(self) -> str:
        return ""


@app.get("/12")
async def twelve() -> str:
    cache = Cache()
    cache.execute()
    return cache.get("x") + cache.read()


async def run_sync_style(session: AsyncSession) -> None:
    await session.run_sync(work)
    await session.run_sync(lambda inner: inner.execute(text("select 1")))


@app.get("/13")
async def thirteen() -> None:
    async with httpx.AsyncClient() as client:
        client.build_request("GET", "http://x")


@app.get("/14")
async def fourteen() -> None:
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, time.sleep, 0)
    await loop.run_in_executor(None, lambda: time.sleep(0))


def demonstrate(client: TestClient) -> None:
    for i in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14):
        assert client.get(f"/{i}").status_code == 200, i
