# A task that is called where it is added, tasks of a websocket, and tasks of the module: none runs later.
# outcome: silent
import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import BackgroundTasks, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
ran: list[str] = []
module_tasks = BackgroundTasks()  # E[fastapi-background]
kept_tasks = BackgroundTasks()


def send(mail: str) -> None:
    ran.append(mail)


def send_untyped(mail):
    ran.append(mail)


async def send_later(mail: str) -> None:
    ran.append(mail)


def sender(mail: str) -> Callable[[], None]:
    return partial(send, mail)


def anything(mail: str) -> Any:
    return partial(send, mail)


@app.post("/untyped")
def untyped(tasks: BackgroundTasks) -> str:
    tasks.add_task(send_untyped("a"))  # E[fastapi-background]
    return "a"


@app.post("/of-module")
def of_module() -> str:
    module_tasks.add_task(send, "never")
    return "a"


@app.post("/right")
def right(tasks: BackgroundTasks) -> str:
    tasks.add_task(send, "b")
    tasks.add_task(sender("c"))
    tasks.add_task(anything("d"))
    return "a"


@app.post("/kept")
async def kept() -> str:
    kept_tasks.add_task(send, "e")
    await kept_tasks()
    return "a"


@app.websocket("/socket")
async def socket(websocket: WebSocket, tasks: BackgroundTasks) -> None:
    await websocket.accept()
    tasks.add_task(send_later, "never")  # E[fastapi-background]
    await websocket.close()


@app.websocket("/run")
async def run(websocket: WebSocket, tasks: BackgroundTasks) -> None:
    await websocket.accept()
    tasks.add_task(send_later, "f")
    await tasks()
    await asyncio.sleep(0)
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    for path in ("untyped", "of-module", "right", "kept"):
        TestClient(app, raise_server_exceptions=False).post(f"/{path}")
    for path in ("socket", "run"):
        with client.websocket_connect(f"/{path}"):
            pass
    assert ran == ["a", "b", "c", "d", "e", "f"]
