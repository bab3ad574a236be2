# Names that look like those of the loop.
import asyncio
import subprocess
from asyncio import Queue
from contextvars import ContextVar
from typing import Any

from fastapi import Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient


class Loop:
    def run_until_complete(self, work: Any) -> str:
        return "done"

    def create_task(self, work: Any) -> str:
        return "done"


class Runner:
    def run(self, work: Any) -> str:
        return "done"


def create_task(name: str) -> str:
    return name


def gather(*names: str) -> str:
    return names[0]


app = FastAPI()
user: ContextVar[str] = ContextVar("user", default="none")
loop = Loop()


@app.get("/1")
def one() -> str:
    return create_task("done")


@app.get("/2")
async def two() -> str:
    return loop.run_until_complete(1) and Runner().run(2)


@app.get("/3")
def three() -> str:
    return loop.create_task(1) and gather("done", create_task("x"))


@app.get("/4")
async def four() -> str:
    subprocess.run(["true"])
    return (await asyncio.gather(asyncio.sleep(0, "done")))[0]


@app.get("/5")
def five() -> str:
    queue: Queue[str] = Queue()
    lock = asyncio.Lock()
    queue.put_nowait("done")
    return queue.get_nowait() if lock else ""


class Service:
    """Starts its tasks later, in a coroutine."""

    def __init__(self) -> None:
        self.tasks: list[Any] = []

    async def start(self) -> str:
        self.tasks.append(asyncio.create_task(asyncio.sleep(0)))
        return "done"


@app.get("/6")
async def six(service: Service = Depends()) -> str:
    return await service.start()


def main() -> None:
    asyncio.run(asyncio.sleep(0))


async def set_user() -> str:
    user.set("done")
    return "x"


class Current:
    async def __call__(self) -> str:
        user.set("done")
        return "x"


@app.get("/7", dependencies=[Depends(set_user), Depends(Current())])
async def seven() -> str:
    return user.get()


def helper() -> str:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    return "done" if loop is None else ""


@app.get("/8")
def eight(x: str = Depends(helper)) -> str:
    return x


@app.get("/9")
def nine() -> str:
    with asyncio.Runner() as runner:
        return runner.run(asyncio.sleep(0, "done"))


@app.get("/10")
def ten() -> str:
    async def main() -> list[str]:
        return await asyncio.gather(asyncio.sleep(0, "done"))

    return asyncio.run(main())[0]


def demonstrate(client: TestClient) -> None:
    for i in range(1, 11):
        assert client.get(f"/{i}").json() == "done", i
