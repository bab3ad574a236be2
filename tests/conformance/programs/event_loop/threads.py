# `def` handlers and dependencies run in threads: there is no event loop, and the context is a copy.
# outcome: 500
import asyncio
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


async def work() -> None: ...


@app.get("/task")
def start_task() -> None:
    asyncio.create_task(work())  # E[fastapi-event-loop]


@app.get("/loop")
def ask_for_loop() -> None:
    asyncio.get_running_loop()  # E[fastapi-event-loop]


def get_loop() -> asyncio.AbstractEventLoop:
    return asyncio.get_event_loop()  # E[fastapi-event-loop]


@app.get("/dependency")
async def with_loop(loop: Annotated[asyncio.AbstractEventLoop, Depends(get_loop)]) -> None: ...


def set_tenant() -> None:
    tenant.set("ada")  # E[fastapi-event-loop]


@app.get("/tenant", dependencies=[Depends(set_tenant)])
async def read_tenant() -> str:
    return tenant.get()


def demonstrate(client: TestClient) -> None:
    for path in ("/task", "/loop", "/dependency"):
        assert client.get(path).status_code == 500
    assert client.get("/tenant").json() == "nobody"
