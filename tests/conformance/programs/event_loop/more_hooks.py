# What runs on the event loop, registered in other ways: decorators that are called, methods, plain ASGI.
# outcome: 500
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio.to_thread
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

Next = Callable[[Request], Awaitable[Response]]


async def work() -> int:
    return 1


async def called(request: Request, call_next: Next) -> Response:
    asyncio.run(work())  # E[fastapi-event-loop]
    return await call_next(request)


async def dispatched(request: Request, call_next: Next) -> Response:
    asyncio.run(work())  # E[fastapi-event-loop]
    return await call_next(request)


async def listed(request: Request, call_next: Next) -> Response:
    asyncio.run(work())  # E[fastapi-event-loop]
    return await call_next(request)


class Plain:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            asyncio.run(work())  # E[fastapi-event-loop]
        await self.app(scope, receive, send)


by_call = FastAPI()
by_call.middleware("http")(called)
by_option = FastAPI()
by_option.add_middleware(BaseHTTPMiddleware, dispatch=dispatched)
by_list = FastAPI(middleware=[Middleware(BaseHTTPMiddleware, dispatch=listed)])
plain = FastAPI()
plain.add_middleware(Plain)


async def on_key(request: Request, exc: Exception) -> JSONResponse:
    asyncio.run(work())  # E[fastapi-event-loop]
    return JSONResponse({}, 418)


async def fail() -> None:
    raise KeyError


failing = FastAPI()
failing.exception_handler(KeyError)(on_key)
failing.add_api_route("/", fail)


class Resources:
    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        asyncio.run(work())  # E[fastapi-event-loop]
        yield


async def start() -> None:
    asyncio.run(work())  # E[fastapi-event-loop]


resources = Resources()
of_object = FastAPI(lifespan=resources.lifespan)
appended = FastAPI()
appended.router.on_startup.append(start)


# Valid.


async def in_thread(request: Request, call_next: Next) -> Response:
    await anyio.to_thread.run_sync(asyncio.run, work())
    return await call_next(request)


class PlainInThread(Plain):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.to_thread(asyncio.run, work())
        await self.app(scope, receive, send)


def begin() -> None:
    asyncio.create_task(work())


class Machine:
    def __call__(self, scope: int, receive: int, send: int) -> int:
        return asyncio.run(work())


def run_machine() -> int:
    return Machine()(1, 2, 3)


app = FastAPI()
app.middleware("http")(in_thread)
app.add_middleware(PlainInThread)
app.router.on_startup.append(begin)
app.add_api_route("/", run_machine)


def demonstrate(client: TestClient) -> None:
    for wrong in (by_call, by_option, by_list, plain, failing):
        found = TestClient(wrong, raise_server_exceptions=False).get("/")
        assert found.status_code == 500
    for wrong in (of_object, appended):
        with pytest.raises(RuntimeError), TestClient(wrong):
            pass
    with TestClient(app) as started:
        assert started.get("/").json() == 1
