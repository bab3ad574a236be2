# Loops where there are some, and variables that those see who should.
import asyncio
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


async def work() -> int:
    return 1


@app.get("/task")
async def start_task() -> int:
    return await asyncio.create_task(work())


@app.get("/run")
def run() -> int:
    return asyncio.run(work())


@app.get("/own")
def own_loop() -> int:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return asyncio.get_event_loop().run_until_complete(work())


@app.get("/prepared")
def prepared() -> int:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return 1
    return 0


async def set_tenant() -> AsyncIterator[None]:
    token = tenant.set("ada")
    yield
    tenant.reset(token)


def for_itself() -> str:
    token = tenant.set("eve")
    try:
        return tenant.get()
    finally:
        tenant.reset(token)


@app.get("/tenant", dependencies=[Depends(set_tenant)])
def read_tenant(own: Annotated[str, Depends(for_itself)]) -> str:
    return tenant.get()


def helper() -> None:
    asyncio.get_running_loop()


class Machine:
    def run_until_complete(self, steps: int) -> int:
        return steps


@app.get("/machine")
async def run_machine() -> int:
    return Machine().run_until_complete(1)


def demonstrate(client: TestClient) -> None:
    for path in ("/task", "/run", "/own", "/prepared", "/machine"):
        assert client.get(path).json() == 1
    assert client.get("/tenant").json() == "ada"
