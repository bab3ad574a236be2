# Middleware and exception handlers that are registered in other ways run on the event loop as well.
# outcome: silent
# enable: fastapi-blocking
import threading
import time
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

Next = Callable[[Request], Awaitable[Response]]

app = FastAPI()
loop: list[int] = []
slept: list[int] = []


def wait() -> None:
    slept.append(threading.get_ident())
    time.sleep(0.001)


async def called(request: Request, call_next: Next) -> Response:
    loop.append(threading.get_ident())
    wait()  # E[fastapi-blocking]
    return await call_next(request)


async def dispatched(request: Request, call_next: Next) -> Response:
    wait()  # E[fastapi-blocking]
    return await call_next(request)


class Plain:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait()  # E[fastapi-blocking]
        await self.app(scope, receive, send)


async def on_key(request: Request, exc: Exception) -> JSONResponse:
    wait()  # E[fastapi-blocking]
    return JSONResponse({}, 418)


# Valid.


async def in_thread(request: Request, call_next: Next) -> Response:
    await run_in_threadpool(wait)
    return await call_next(request)


class Caller:
    def __call__(self, scope: int, receive: int, send: int) -> None:
        wait()


@app.get("/")
def read() -> None:
    Caller()(1, 2, 3)
    raise KeyError


app.middleware("http")(called)
app.add_middleware(BaseHTTPMiddleware, dispatch=dispatched)
app.add_middleware(Plain)
app.exception_handler(KeyError)(on_key)
app.middleware("http")(in_thread)


def demonstrate(client: TestClient) -> None:
    slept.clear()
    assert client.get("/").status_code == 418
    assert slept.count(loop[-1]) == 4
