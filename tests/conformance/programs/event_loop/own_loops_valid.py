# Loops that are there, and threads that have one.
import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar, copy_context
from threading import Thread

import anyio.from_thread
from fastapi import Depends, FastAPI, WebSocket
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient


async def work() -> str:
    return "done"


tenant: ContextVar[str] = ContextVar("tenant", default="none")
app = FastAPI()


@app.get("/1")
def one() -> str:
    return asyncio.run(work())


@app.get("/2")
async def two() -> str:
    return await asyncio.create_task(work())


@app.get("/3")
async def three() -> str:
    return await run_in_threadpool(lambda: asyncio.run(work()))


@app.get("/4")
async def four() -> str:
    def inside() -> str:
        return asyncio.run(work())

    return await asyncio.to_thread(inside)


@app.get("/5")
async def five() -> str:
    found: list[str] = []
    thread = Thread(target=lambda: found.append(asyncio.run(work())))
    thread.start()
    await asyncio.to_thread(thread.join)
    return found[0]


@app.get("/6")
def six() -> str:
    return anyio.from_thread.run(work)


@app.get("/7")
def seven() -> str:
    with contextlib.suppress(RuntimeError):
        asyncio.get_running_loop()
    return "done"


@app.get("/8")
def eight() -> str:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    return ""


@app.get("/9")
def nine() -> str:
    async def inside() -> str:
        return await asyncio.create_task(work())

    return asyncio.run(inside())


@app.get("/10")
def ten() -> str:
    return anyio.from_thread.run_sync(lambda: asyncio.create_task(work()) and "done")


@app.get("/11")
def eleven() -> str:
    return asyncio.run_coroutine_threadsafe(work(), app.state.loop).result()


@app.get("/12")
def twelve() -> str:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop.run_until_complete(asyncio.gather(work()))[0]


@app.get("/13")
def thirteen() -> str:
    with asyncio.Runner() as runner:
        return runner.run(work())


@app.on_event("startup")
async def start() -> None:
    app.state.loop = asyncio.get_running_loop()


async def set_tenant() -> None:
    tenant.set("done")


@app.get("/14", dependencies=[Depends(set_tenant)])
def fourteen() -> str:
    return tenant.get()


@app.get("/15")
def fifteen() -> str:
    tenant.set("done")
    return tenant.get()


async def yielding() -> AsyncIterator[str]:
    token = tenant.set("done")
    yield tenant.get()
    tenant.reset(token)


@app.get("/16")
async def sixteen(value: str = Depends(yielding)) -> str:
    return value


def in_copy() -> str:
    context = copy_context()
    context.run(tenant.set, "done")
    return context.run(tenant.get)


@app.get("/17")
def seventeen(value: str = Depends(in_copy)) -> str:
    return value


class Registry:
    def set(self, value: str) -> None: ...


registry = Registry()


def set_other() -> None:
    registry.set("x")


@app.get("/18", dependencies=[Depends(set_other)])
def eighteen() -> str:
    return "done"


def helper() -> "asyncio.Task[str]":
    return asyncio.create_task(work())


@app.get("/19")
async def nineteen() -> str:
    return await helper()


def scoped() -> Iterator[str]:
    token = tenant.set("done")
    try:
        found = tenant.get()
    finally:
        tenant.reset(token)
    yield found


@app.get("/20")
def twenty(value: str = Depends(scoped)) -> str:
    return value


@app.get("/21")
def twenty_one() -> str:
    app.state.loop.call_soon_threadsafe(lambda: asyncio.create_task(work()))
    return "done"


@app.get("/22")
async def twenty_two() -> str:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        return pool.submit(asyncio.run, work()).result()


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    task = asyncio.create_task(work())
    await websocket.accept()
    await websocket.send_text(await task)
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    with client:
        for i in range(1, 23):
            assert client.get(f"/{i}").json() == "done", i
