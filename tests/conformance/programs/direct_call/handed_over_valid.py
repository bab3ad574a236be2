# What is passed along is no marker, and FastAPI fills in what `partial` leaves open.
import asyncio
import threading
from functools import partial

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient

app = FastAPI()
seen: list[str] = []


def get_db() -> str:
    return "db"


def send(name: str, db: str = Depends(get_db)) -> str:
    seen.append(db)
    return db


def plain(name: str = "a") -> str:
    seen.append(name)
    return name


named = partial(send, "a")


class Queue:
    def add_task(self, function: object, *arguments: object) -> None:
        seen.append("queued")


@app.get("/tasks")
def tasks(tasks: BackgroundTasks, db: str = Depends(get_db)) -> None:
    tasks.add_task(send, "a", db)
    tasks.add_task(send, "a", db=db)
    tasks.add_task(partial(send, db=db), "a")
    tasks.add_task(plain)
    Queue().add_task(send, "a")


@app.get("/threads")
async def threads(arguments: BackgroundTasks, db: str = Depends(get_db)) -> None:
    await run_in_threadpool(send, "a", db)
    await asyncio.to_thread(send, "a", db=db)
    given = ("a", db)
    thread = threading.Thread(target=send, args=given)
    other = threading.Thread(target=send, args=("a",), kwargs={"db": db})
    for each in (thread, other):
        each.start()
        each.join()


@app.get("/partial")
def called(
    one: str = Depends(named),
    other: str = Depends(partial(send, name="b")),
    db: str = Depends(get_db),
) -> list[str]:
    return [one, other, partial(send, "a")(db), named(db=db)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/tasks").status_code == 200
    assert client.get("/threads").status_code == 200
    assert client.get("/partial").json() == ["db"] * 4
    assert set(seen) == {"db", "a", "queued"}
