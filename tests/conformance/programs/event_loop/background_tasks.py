# A background task that is a `def` runs in a thread, one that is an `async def` on the event loop.
# outcome: silent
import asyncio

import pytest
from fastapi import BackgroundTasks, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
done: list[str] = []


async def work() -> int:
    done.append("work")
    return 1


def start() -> None:
    asyncio.create_task(work())


def log_and_start() -> None:
    done.append("log")
    start()


def run() -> None:
    asyncio.run(work())


async def run_later() -> None:
    run()


def start_if(wanted: bool) -> None:
    if wanted:
        start()


class Jobs:
    def add_task(self, *given: object) -> None: ...


jobs = Jobs()


@app.get("/wrong/0")
def thread(tasks: BackgroundTasks) -> None:
    tasks.add_task(start)  # E[fastapi-event-loop]


@app.get("/wrong/1")
async def thread_of_async(tasks: BackgroundTasks) -> None:
    tasks.add_task(func=log_and_start)  # E[fastapi-event-loop]


@app.get("/wrong/2")
def second_loop(tasks: BackgroundTasks) -> None:
    tasks.add_task(run_later)  # E[fastapi-event-loop]


@app.get("/right")
async def right(tasks: BackgroundTasks) -> None:
    tasks.add_task(work)
    tasks.add_task(run)
    tasks.add_task(start_if, False)
    jobs.add_task(start)
    start()


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        with pytest.raises(RuntimeError):
            TestClient(app, raise_server_exceptions=True).get(f"/wrong/{number}")
    done.clear()
    assert client.get("/right").status_code == 200
    assert done.count("work") >= 2
