# `async def` handlers and dependencies run on the event loop: a second one is refused.
# outcome: 500
import asyncio

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


async def work() -> int:
    return 1


@app.get("/run")
async def run() -> int:
    return asyncio.run(work())  # E[fastapi-event-loop]


@app.get("/until")
async def until() -> int:
    loop = asyncio.get_event_loop()
    return loop.run_until_complete(work())  # E[fastapi-event-loop]


async def dependency() -> None:
    asyncio.run(work())  # E[fastapi-event-loop]


@app.get("/dependency", dependencies=[Depends(dependency)])
async def depending() -> None: ...


def demonstrate(client: TestClient) -> None:
    for path in ("/run", "/until", "/dependency"):
        assert client.get(path).status_code == 500
