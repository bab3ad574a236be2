# Functions that handlers and dependencies call run where those do.
# outcome: silent
import asyncio
from contextvars import ContextVar
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

user: ContextVar[str] = ContextVar("user", default="nobody")
app = FastAPI()


async def work() -> int:
    return 1


def start() -> None:
    asyncio.create_task(work())


def start_and_log() -> None:
    print("starting")
    start()


def run() -> int:
    return asyncio.run(work())


async def run_later() -> int:
    await asyncio.sleep(0)
    return asyncio.run(work())


def run_on_own_loop() -> int:
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(work())


def remember(name: str) -> None:
    user.set(name)


class Jobs:
    def start(self) -> None:
        asyncio.ensure_future(work())


jobs = Jobs()


@app.get("/0")
def started() -> None:
    start()  # E[fastapi-event-loop]


@app.get("/1")
def started_through_another() -> None:
    start_and_log()  # E[fastapi-event-loop]


@app.get("/2")
def started_by_an_object() -> None:
    jobs.start()  # E[fastapi-event-loop]


@app.get("/3")
def started_in_the_handler() -> None:
    def inner() -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    inner()  # E[fastapi-event-loop]


@app.get("/4")
async def ran() -> int:
    return run()  # E[fastapi-event-loop]


@app.get("/5")
async def ran_later() -> int:
    return await run_later()  # E[fastapi-event-loop]


@app.get("/6")
async def ran_on_own_loop() -> int:
    return run_on_own_loop()  # E[fastapi-event-loop]


def get_job() -> int:
    start()  # E[fastapi-event-loop]
    return 1


@app.get("/7")
async def asked(job: Annotated[int, Depends(get_job)]) -> int:
    return job


def remember_user() -> None:
    remember("somebody")  # E[fastapi-event-loop]


@app.get("/user", dependencies=[Depends(remember_user)])
def who() -> str:
    return user.get()


def demonstrate(client: TestClient) -> None:
    for number in range(8):
        with pytest.raises(RuntimeError):
            TestClient(app, raise_server_exceptions=True).get(f"/{number}")
    assert client.get("/user").json() == "nobody"
