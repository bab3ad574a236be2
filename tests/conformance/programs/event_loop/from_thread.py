# "anyio.from_thread" asks the event loop to do something, and waits: on the loop itself nothing can.
# outcome: 500
import anyio
import anyio.from_thread
from anyio import from_thread, to_thread
from anyio.from_thread import run as run_on_loop
from anyio.from_thread import run_sync
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient

app = FastAPI()


async def work(number: int = 1) -> int:
    return number


def sync_work() -> int:
    return 1


def ask_loop() -> int:
    return from_thread.run(work)


@app.get("/module")
async def by_module() -> int:
    return anyio.from_thread.run(work)  # E[fastapi-event-loop]


@app.get("/name")
async def by_name() -> int:
    return run_on_loop(work, 2)  # E[fastapi-event-loop]


@app.get("/sync")
async def of_sync() -> int:
    return run_sync(sync_work)  # E[fastapi-event-loop]


@app.get("/called")
async def called() -> int:
    return ask_loop()  # E[fastapi-event-loop]


async def get_number() -> int:
    return from_thread.run(work)  # E[fastapi-event-loop]


@app.get("/dependency")
def of_dependency(number: int = Depends(get_number)) -> int:
    return number


# Valid.


@app.get("/thread")
def of_thread(number: int = Depends(ask_loop)) -> int:
    return from_thread.run(work) + from_thread.run_sync(sync_work) + ask_loop() - number - 1


@app.get("/handed")
async def handed() -> int:
    await run_in_threadpool(from_thread.run_sync, sync_work)
    return await to_thread.run_sync(ask_loop)


@app.get("/inner")
async def inner() -> int:
    def in_thread() -> int:
        return from_thread.run(work)

    return await run_in_threadpool(in_thread)


@app.get("/portal")
async def portal() -> int:
    with from_thread.start_blocking_portal() as other:
        return other.call(work)


@app.get("/prepared")
async def prepared() -> int:
    try:
        return from_thread.run(work)
    except RuntimeError:
        return await work()


@app.get("/later")
async def later(tasks: BackgroundTasks) -> int:
    tasks.add_task(ask_loop)
    return 1


def demonstrate(client: TestClient) -> None:
    for path in ("/module", "/name", "/sync", "/called", "/dependency"):
        assert client.get(path).status_code == 500, path
    for path in ("/thread", "/handed", "/inner", "/portal", "/prepared", "/later"):
        assert client.get(path).json() == 1, path
