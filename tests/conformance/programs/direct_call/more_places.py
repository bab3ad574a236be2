# Background and direct calls in websockets, classes and comprehensions.
# outcome: silent
import asyncio
import functools
import threading
from typing import Annotated, Any

from fastapi import (
    APIRouter,
    BackgroundTasks,
    Depends,
    FastAPI,
    HTTPException,
    Query,
    Request,
    WebSocket,
)
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient

app = FastAPI()
ran: list[Any] = []


def get_name(name: str = Query("x")) -> str:
    return name


async def report(name: str = Depends(get_name), size: int = Query(1)) -> str:
    return f"{name} {size}"


def sync_report(name: str = Depends(get_name)) -> str:
    ran.append(type(name).__name__)
    return str(name)


class Service:
    def __init__(self, name: str = Depends(get_name)) -> None:
        self.name = name

    async def run(self, size: int = Query(1)) -> int:
        return self.name, size

    def helper(self) -> Any:
        return self.sized()  # E[fastapi-direct-call]

    def sized(self, size: int = Query(1)) -> Any:
        return size


@app.websocket("/ws")
async def ws(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(str(await report("x")))  # E[fastapi-direct-call]
    await websocket.close()


@app.get("/0")
async def r0() -> Any:
    results = await asyncio.gather(report("a"), report("b", 2))  # E[fastapi-direct-call]
    return [str(result) for result in results]


@app.get("/1")
def r1(tasks: BackgroundTasks) -> Any:
    tasks.add_task(sync_report)  # E[fastapi-direct-call]
    return {}


@app.get("/2")
async def r2() -> Any:
    return await run_in_threadpool(sync_report)  # E[fastapi-direct-call]


@app.get("/3")
async def r3() -> Any:
    return await asyncio.to_thread(functools.partial(sync_report))  # E[fastapi-direct-call]


@app.get("/4")
def r4() -> Any:
    thread = threading.Thread(target=sync_report)  # E[fastapi-direct-call]
    thread.start()
    thread.join()
    return {}


@app.get("/5")
def r5() -> Any:
    return {n: sync_report() for n in range(1)}  # E[fastapi-direct-call]


@app.get("/6")
def r6(flag: bool = True) -> Any:
    return sync_report() if flag else None  # E[fastapi-direct-call]


@app.get("/v0")
async def v0(service: Annotated[Service, Depends()], tasks: BackgroundTasks) -> Any:
    tasks.add_task(sync_report, service.name)
    tasks.add_task(sync_report, name="x")
    await run_in_threadpool(sync_report, "x")
    await asyncio.gather(report("a", 1), report(name="b", size=2))
    return {"a": service.sized(3)}


@app.get("/v1")
def v1(name: Annotated[str, Depends(sync_report)]) -> str:
    return name


def demonstrate(client: TestClient) -> None:
    for n in (1, 2, 3, 4, 5, 6):
        try:
            client.get(f"/{n}")
        except Exception:
            pass
    assert set(ran) == {"Depends"}
    ran.clear()
    assert client.get("/v0").json() == {"a": 3}
    assert set(ran) == {"str"}
