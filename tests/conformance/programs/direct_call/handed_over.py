# Who is handed a function calls it as it is: a task, a thread, an executor, what `partial` makes.
# outcome: silent
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fastapi import BackgroundTasks, Depends, FastAPI, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse

app = FastAPI()
seen: list[str] = []


def get_db() -> str:
    return "db"


def send(name: str, db: str = Depends(get_db)) -> str:
    seen.append(type(db).__name__)
    return type(db).__name__


def count(limit: int = Query(10)) -> str:
    seen.append(type(limit).__name__)
    return type(limit).__name__


class Mailer:
    def send(self, db: str = Depends(get_db)) -> None:
        seen.append(type(db).__name__)


bound = partial(send, "a")


@app.get("/tasks")
def tasks(tasks: BackgroundTasks) -> None:
    tasks.add_task(send, "a")  # E[fastapi-direct-call]
    tasks.add_task(send, name="a")  # E[fastapi-direct-call]
    tasks.add_task(partial(send, "a"))  # E[fastapi-direct-call]
    tasks.add_task(Mailer().send)  # E[fastapi-direct-call]


@app.get("/task")
def task() -> JSONResponse:
    return JSONResponse({}, background=BackgroundTask(send, "a"))  # E[fastapi-direct-call]


@app.get("/threads")
async def threads() -> None:
    await run_in_threadpool(send, "a")  # E[fastapi-direct-call]
    await run_in_threadpool(count)  # E[fastapi-direct-call]
    await asyncio.to_thread(send, "a")  # E[fastapi-direct-call]
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, send, "a")  # E[fastapi-direct-call]
    await loop.run_in_executor(None, partial(send, name="a"))  # E[fastapi-direct-call]


@app.get("/thread")
def thread() -> None:
    first = threading.Thread(target=send, args=("a",))  # E[fastapi-direct-call]
    second = threading.Thread(target=send, kwargs={"name": "a"})  # E[fastapi-direct-call]
    third = threading.Thread(target=count)  # E[fastapi-direct-call]
    fourth = threading.Thread(None, count)  # E[fastapi-direct-call]
    fifth = threading.Timer(0, send, ["a"])  # E[fastapi-direct-call]
    for each in (first, second, third, fourth, fifth):
        each.start()
        each.join()
    with ThreadPoolExecutor() as executor:
        executor.submit(send, "a").result()  # E[fastapi-direct-call]


@app.get("/partial")
def called() -> None:
    bound()  # E[fastapi-direct-call]
    partial(send, "a")()  # E[fastapi-direct-call]
    partial(send)("a")  # E[fastapi-direct-call]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
    assert len(seen) == 19, seen
    assert set(seen) == {"Depends", "Query"}
