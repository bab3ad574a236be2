# The loop in a thread, and a new loop in the loop.
# outcome: 500
import asyncio
import contextvars
from asyncio import create_task, get_running_loop, run
from collections.abc import Iterator
from typing import Annotated, Any

import anyio
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


async def work() -> int:
    return 1


@app.get("/0")
def r0() -> Any:
    create_task(work())  # E[fastapi-event-loop]
    return 1


@app.get("/1")
def r1() -> Any:
    loop = get_running_loop()  # E[fastapi-event-loop]
    return loop.is_running()


@app.get("/2")
async def r2() -> Any:
    return run(work())  # E[fastapi-event-loop]


@app.get("/3")
async def r3() -> Any:
    loop = asyncio.get_event_loop()
    return loop.run_until_complete(work())  # E[fastapi-event-loop]


@app.get("/4")
async def r4() -> Any:
    with asyncio.Runner() as runner:
        return runner.run(work())  # E[fastapi-event-loop]


@app.get("/5")
async def r5() -> Any:
    return anyio.run(work)  # E[fastapi-event-loop]


@app.get("/6")
def r6() -> Any:
    asyncio.ensure_future(work())  # E[fastapi-event-loop]
    return 1


def sub() -> Iterator[int]:
    asyncio.get_running_loop().call_soon(print)  # E[fastapi-event-loop]
    yield 1


@app.get("/7")
def r7(x: Annotated[int, Depends(sub)]) -> Any:
    return x


class Service:
    def __init__(self) -> None:
        self.task = asyncio.create_task(work())  # E[fastapi-event-loop]


@app.get("/8")
async def r8(service: Annotated[Service, Depends()]) -> Any:
    return 1


class Views:
    def read(self) -> Any:
        asyncio.create_task(work())  # E[fastapi-event-loop]
        return 1

    async def write(self) -> Any:
        return asyncio.run(work())  # E[fastapi-event-loop]


views = Views()
app.add_api_route("/9", views.read)
app.add_api_route("/10", views.write)


@app.get("/11")
def r11() -> Any:
    if task := asyncio.create_task(work()):  # E[fastapi-event-loop]
        return task.done()
    return 1


@app.get("/12")
def r12() -> Any:
    return [asyncio.create_task(work()) for _ in range(2)]  # E[fastapi-event-loop]


@app.get("/13")
def r13() -> Any:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    return 1


@app.get("/14")
def r14() -> Any:
    return asyncio.run(work())


@app.get("/15")
async def r15() -> Any:
    asyncio.create_task(work())
    return await asyncio.to_thread(asyncio.run, work())


@app.get("/16")
def r16() -> Any:
    async def inner() -> int:
        return await asyncio.create_task(work())

    return asyncio.run(inner())


@app.get("/17")
async def r17() -> Any:
    def inner() -> int:
        return asyncio.run(work())

    return await asyncio.get_running_loop().run_in_executor(None, inner)


@app.get("/18")
def r18(tasks: BackgroundTasks) -> Any:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work())
    finally:
        loop.close()


@app.get("/19")
def r19() -> Any:
    return anyio.from_thread.run(work)


def demonstrate(client: TestClient) -> None:
    for n in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12):
        assert client.get(f"/{n}").status_code == 500, n
    for n in range(13, 20):
        assert client.get(f"/{n}").status_code == 200, n
