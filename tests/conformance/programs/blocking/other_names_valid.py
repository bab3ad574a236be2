# What only looks as if it blocked.
# enable: fastapi-blocking
import asyncio
import time
from pathlib import Path
from typing import Any

import aiosqlite
import requests
from fastapi import Depends, FastAPI
from fastapi.concurrency import iterate_in_threadpool, run_in_threadpool
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session


class FakeSession:
    def execute(self, query: Any) -> str:
        return "x"

    def commit(self) -> None: ...

    def get(self, url: str) -> str:
        return url


class Time:
    def sleep(self, seconds: float) -> None: ...


clock = Time()
app = FastAPI()


@app.get("/1")
async def one() -> str:
    session = FakeSession()
    session.commit()
    clock.sleep(1)
    return session.execute("x") + session.get("x")


@app.get("/2")
async def two() -> str:
    return str(Path("/tmp") / "x") + Path("/tmp/a").name + Path("/tmp/x").stem


@app.get("/3")
async def three() -> int:
    started = time.monotonic()
    time.perf_counter()
    return int(started) * 0


@app.get("/4")
async def four() -> None:
    request = requests.Request("GET", "http://x")
    request.prepare()


@app.get("/5")
async def five() -> None:
    engine = create_engine("sqlite://")
    session = Session(engine)
    session.add(1) if False else None
    text("select 1")


def slow() -> None:
    time.sleep(0)


@app.get("/6")
async def six() -> None:
    await asyncio.gather(run_in_threadpool(slow), asyncio.to_thread(slow))
    callbacks = [slow, lambda: time.sleep(0)]
    assert callbacks


@app.get("/7")
async def seven() -> None:
    async def later() -> None:
        await asyncio.sleep(0)

    await later()
    async for _ in iterate_in_threadpool(iter([1])):
        pass


@app.get("/8")
async def eight() -> None:
    async with aiosqlite.connect(":memory:") as db:
        await db.execute("select 1")
        await db.commit()


async def never_called(path: str) -> None:
    time.sleep(10)


def in_thread() -> None:
    time.sleep(0)


@app.get("/9", dependencies=[Depends(in_thread)])
async def nine() -> None: ...


def demonstrate(client: TestClient) -> None:
    for i in range(1, 10):
        assert client.get(f"/{i}").status_code == 200, i
