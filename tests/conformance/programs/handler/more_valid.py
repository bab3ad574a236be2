# Handlers and middlewares that are right.
import time
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response, WebSocket
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.types import ASGIApp, Receive, Scope, Send


class AError(Exception): ...


class BError(Exception): ...


class CError(Exception): ...


app = FastAPI()


class Handlers:
    def __init__(self, name: str) -> None:
        self.name = name

    async def handle(self, request: Request, exc: Exception) -> Response:
        return PlainTextResponse(self.name, 400)

    def __call__(self, request: Request, exc: Exception) -> Response:
        return PlainTextResponse(self.name, 400)


handlers = Handlers("h")
app.add_exception_handler(AError, handlers.handle)
app.add_exception_handler(BError, handlers)
app.add_exception_handler(CError, lambda request, exc: PlainTextResponse("c", 400))


def make(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, exc: Exception) -> Response:
        return JSONResponse({"detail": str(exc)}, status)

    return handler


app.add_exception_handler(ValueError, make(400))


@app.exception_handler(StarletteHTTPException)
async def custom(request: Request, exc: StarletteHTTPException) -> Response:
    return await http_exception_handler(request, exc)


@app.exception_handler(RequestValidationError)
async def invalid(request, exc):
    return await request_validation_exception_handler(request, exc)


@app.exception_handler(KeyError)
async def reraise(request: Request, exc: KeyError) -> Response:
    raise HTTPException(404) from exc


@app.exception_handler(WebSocketRequestValidationError)
async def socket(websocket: WebSocket, exc: WebSocketRequestValidationError) -> None:
    await websocket.close(1008)


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        try:
            if request.url.path == "/caught":
                raise HTTPException(418)
            return await call_next(request)
        except HTTPException as exc:
            return JSONResponse({"detail": exc.detail}, exc.status_code)


class Pure:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


app.add_middleware(Timing)
app.add_middleware(Pure)


@app.middleware("http")
async def add_time(request: Request, call_next: Any) -> Any:
    start = time.perf_counter()
    response = await call_next(request)
    response.headers["x-time"] = str(time.perf_counter() - start)
    return response


@app.get("/a")
def a() -> None:
    raise AError


@app.get("/b")
def b() -> None:
    raise BError


@app.get("/c")
def c() -> None:
    raise CError


@app.get("/d")
def d() -> None:
    raise ValueError


def demonstrate(client: TestClient) -> None:
    for path in "abcd":
        assert client.get(f"/{path}").status_code == 400, path
    assert client.get("/caught").status_code == 418
