# Background tasks, middleware and exception handlers that are `async def` run on the event loop as well.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import time
from typing import Any

from fastapi import BackgroundTasks, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

app = FastAPI()
log: list[str] = []


async def send(name: str) -> None:
    time.sleep(0)  # E[fastapi-blocking]
    log.append(name)


async def send_later(name: str) -> None:
    await asyncio.to_thread(time.sleep, 0)
    log.append(name)


def send_in_thread(name: str) -> None:
    time.sleep(0)
    log.append(name)


class Scheduler:
    def add_task(self, function: Any) -> None: ...


async def scheduled() -> None:
    time.sleep(0)


Scheduler().add_task(scheduled)


@app.get("/send")
def send_all(tasks: BackgroundTasks) -> None:
    tasks.add_task(send, "send")
    tasks.add_task(send_later, "later")
    tasks.add_task(send_in_thread, "thread")


@app.middleware("http")
async def timed(request: Request, call_next: RequestResponseEndpoint) -> Response:
    time.sleep(0)  # E[fastapi-blocking]
    return await call_next(request)


class Slowly(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        time.sleep(0)  # E[fastapi-blocking]
        return await call_next(request)


app.add_middleware(Slowly)


@app.exception_handler(ValueError)
async def refuse(request: Request, error: Exception) -> JSONResponse:
    time.sleep(0)  # E[fastapi-blocking]
    return JSONResponse({}, status_code=400)


@app.exception_handler(KeyError)
def refuse_in_thread(request: Request, error: Exception) -> JSONResponse:
    time.sleep(0)
    return JSONResponse({}, status_code=404)


@app.get("/refused")
def refused() -> None:
    raise ValueError


def demonstrate(client: TestClient) -> None:
    client.get("/send")
    assert log == ["send", "later", "thread"]
    assert client.get("/refused").status_code == 400
