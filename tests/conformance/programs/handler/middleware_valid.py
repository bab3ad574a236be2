# What is caught, returned, or raised where something answers.
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Next = Callable[[Request], Awaitable[Response]]


def check_token(token: str) -> None:
    if token != "secret":
        raise HTTPException(401)


class OfRoutes(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        raise HTTPException(403)


class Limited:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > 3:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)


class Endpoint:
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise HTTPException(418)


def page(request: Request) -> PlainTextResponse:
    return PlainTextResponse("page")


app = FastAPI(
    routes=[
        Mount("/mount", routes=[Route("/", page)], middleware=[Middleware(OfRoutes)]),
        Mount("/endpoint", app=Endpoint()),
    ]
)
app.add_middleware(Limited)


@app.middleware("http")
async def authenticated(request: Request, call_next: Next) -> Response:
    if "token" in request.headers:
        try:
            check_token(request.headers["token"])
        except HTTPException as error:
            return JSONResponse({"detail": error.detail}, error.status_code)
    with suppress(HTTPException):
        check_token("")
    if request.url.path == "/refused":
        return JSONResponse({}, 401)
    if request.url.path == "/broken":
        raise ValueError("a bug")
    return await call_next(request)


@app.post("/size")
async def size(request: Request) -> int:
    return len(await request.body())


def demonstrate(client: TestClient) -> None:
    assert client.get("/", headers={"token": "no"}).status_code == 401
    assert client.get("/refused").status_code == 401
    assert client.get("/mount/").status_code == 403
    assert client.get("/endpoint/").status_code == 418
    assert client.post("/size", content=b"1234").status_code == 413
