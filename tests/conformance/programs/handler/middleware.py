# Exception handlers stand behind the middleware, and never see what it raises.
# outcome: 500
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

Next = Callable[[Request], Awaitable[Response]]


class Forbidden(HTTPException):
    def __init__(self) -> None:
        super().__init__(403)


def check_token(token: str) -> str:
    if token != "secret":
        raise HTTPException(401, "no token")
    return token


async def check_request(request: Request) -> str:
    return check_token(request.headers.get("token", ""))


class Admin(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        if request.url.path == "/admin":
            raise Forbidden  # E[fastapi-handler]
        return await call_next(request)


class Plain:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/plain":
            raise HTTPException(401)  # E[fastapi-handler]
        await self.app(scope, receive, send)


async def limit(request: Request, call_next: Next) -> Response:
    if request.url.path == "/limit":
        raise HTTPException(status_code=429)  # E[fastapi-handler]
    return await call_next(request)


app = FastAPI()
app.add_middleware(Admin)
app.add_middleware(Plain)
app.add_middleware(BaseHTTPMiddleware, dispatch=limit)


@app.middleware("http")
async def authenticated(request: Request, call_next: Next) -> Response:
    if request.url.path == "/direct":
        raise HTTPException(401, detail="no token")  # E[fastapi-handler]
    try:
        int(request.headers.get("number", "1"))
    except ValueError as error:
        raise HTTPException(400) from error  # E[fastapi-handler]
    if request.url.path == "/helper":
        await check_request(request)  # E[fastapi-handler]
    return await call_next(request)


def demonstrate(client: TestClient) -> None:
    for path in ("/direct", "/helper", "/admin", "/plain", "/limit"):
        assert client.get(path).status_code == 500, path
    assert client.get("/", headers={"number": "a"}).status_code == 500
