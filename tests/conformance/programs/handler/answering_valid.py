# Handlers that answer, and middleware that raises on purpose.
import functools
from typing import Any

from fastapi import FastAPI, HTTPException, Request, WebSocket
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import Mount


class A(Exception): ...


class B(Exception): ...


class C(Exception): ...


class D(Exception): ...


class E(Exception): ...


class G(Exception): ...


class Busy(Exception): ...


def make_answer(error: Exception) -> JSONResponse:
    return JSONResponse({"error": type(error).__name__}, 400)


class OnE:
    def __call__(self, request: Request, error: E) -> JSONResponse:
        return make_answer(error)

    async def method(self, request: Request, error: G) -> Response:
        return make_answer(error)


def with_option(option: str, request: Request, error: D) -> Response:
    return make_answer(error)


app = FastAPI(exception_handlers={C: lambda request, error: make_answer(error)})


@app.exception_handler(A)
async def on_a(request: Request, error: A):
    return make_answer(error)


@app.exception_handler(B)
async def on_b(request, exc, *args, **kwargs):
    return await http_exception_handler(request, HTTPException(400))


@app.exception_handler(Busy)
async def on_busy(request: Request, error: Busy) -> Response:
    raise HTTPException(400)


@app.exception_handler(WebSocketRequestValidationError)
async def on_socket(websocket: WebSocket, error: Exception) -> None:
    await websocket.close()


app.add_exception_handler(D, functools.partial(with_option, "x"))
app.add_exception_handler(E, OnE())
app.add_exception_handler(G, OnE().method)


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, error: RequestValidationError) -> Any:
    return await http_exception_handler(request, HTTPException(400))


def raiser(error: type[Exception]) -> Any:
    def handler() -> None:
        raise error

    return handler


for cls in (A, B, C, D, E, G):
    app.add_api_route(f"/{cls.__name__}", raiser(cls))


class Caught(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        try:
            self.verify(request)
        except HTTPException as error:
            return JSONResponse({}, error.status_code)
        return await call_next(request)

    def verify(self, request: Request) -> None:
        if request.url.path == "/caught":
            raise HTTPException(400)


class OfRoute:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        raise HTTPException(400)


class Limited:
    """What the application reads is checked: the exception comes out of the application's own code."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def limited() -> Any:
            message = await receive()
            if len(message.get("body", b"")) > 10:
                raise HTTPException(400)
            return message

        await self.app(scope, limited, send)


@app.post("/limited")
async def limited(request: Request) -> int:
    return len(await request.body())


class Service:
    """Has a dispatch that is none of a middleware."""

    async def dispatch(self, request: Request, call_next: Any) -> None:
        raise HTTPException(400)


@app.get("/service")
async def service(request: Request) -> None:
    await Service().dispatch(request, None)


async def exception_handler(request: Request) -> dict[str, str]:
    return {}


app.add_middleware(Limited)
app.add_middleware(Caught)


def demonstrate(client: TestClient) -> None:
    for path in "A B C D E G caught service".split():
        assert client.get(f"/{path}").status_code == 400, path
    assert client.post("/limited", content=b"x" * 20).status_code == 400
