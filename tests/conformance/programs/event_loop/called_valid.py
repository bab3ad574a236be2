# Functions that look where they are, that are called elsewhere, or that read what was set for them.
import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient

user: ContextVar[str] = ContextVar("user", default="nobody")
app = FastAPI()


async def work() -> int:
    return 1


def run() -> int:
    return asyncio.run(work())


def run_anywhere(coroutine: Coroutine[Any, Any, int]) -> int:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def run_if_asked(now: bool) -> int:
    if not now:
        return 0
    return asyncio.run(work())


def start() -> "asyncio.Task[int]":
    return asyncio.create_task(work())


async def main() -> int:
    return await start()


def read() -> str:
    return user.get()


@app.get("/0")
async def anywhere() -> int:
    return run_anywhere(work())


@app.get("/1")
def in_thread() -> int:
    return run_anywhere(work()) + run()


@app.get("/2")
async def not_now() -> int:
    return run_if_asked(False)


@app.get("/3")
async def handed_on() -> int:
    return await run_in_threadpool(run) + await asyncio.to_thread(lambda: run())


@app.get("/4")
async def inside() -> int:
    def call() -> int:
        return run()

    thread = threading.Thread(target=call)
    thread.start()
    return await run_in_threadpool(call)


@app.get("/5")
async def started() -> int:
    return await start()


@app.get("/6")
def own_loop() -> int:
    return asyncio.run(main())


@app.get("/7")
def prepared() -> int:
    try:
        start()
    except RuntimeError:
        return 0
    return 1


def name_of_user() -> str:
    user.set("somebody")
    return read()


@app.get("/8")
def who(name: Annotated[str, Depends(name_of_user)]) -> str:
    return name


def demonstrate(client: TestClient) -> None:
    for number in range(9):
        assert client.get(f"/{number}").status_code == 200
    assert client.get("/8").json() == "somebody"
