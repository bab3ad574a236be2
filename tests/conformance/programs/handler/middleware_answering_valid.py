# Middleware that answers, on every way or by the coroutine that it returns, and what only looks like one.
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

Next = Callable[[Request], Awaitable[Response]]

app = FastAPI()


@app.get("/")
def home() -> str:
    return "x"


@app.middleware("http")
def hand_on(request: Request, call_next: Next) -> Awaitable[Response]:
    return call_next(request)


@app.middleware("http")
def hand_on_untyped(request, call_next):
    return call_next(request)


@app.middleware("http")
async def untyped(request, call_next):
    return await call_next(request)


@app.middleware("http")
async def asgi(request: Request, call_next: Next) -> Any:
    if request.url.path == "/asgi":
        return home_application
    return await call_next(request)


async def home_application(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("asgi")(scope, receive, send)


@app.middleware("http")
async def caught(request: Request, call_next: Next) -> Response:
    with contextlib.suppress(ZeroDivisionError):
        return await call_next(request)
    return PlainTextResponse("caught", status_code=500)


@app.middleware("http")
async def raises(request: Request, call_next: Next) -> Response:
    try:
        response = await call_next(request)
    except KeyError:
        raise RuntimeError from None
    else:
        return response


class Base(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        raise NotImplementedError


class Derived(Base):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        return await call_next(request)


class Plain:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


class Jobs:
    async def dispatch(self, request: Request, call_next: Next) -> None:
        await call_next(request)


app.add_middleware(Derived)
app.add_middleware(Plain)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "x"
    assert client.get("/asgi").text == "asgi"
