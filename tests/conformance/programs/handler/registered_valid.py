# The same ways, with handlers that answer and middleware that does.
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware

Next = Callable[[Request], Awaitable[Response]]


async def refuse(request: Request, call_next: Next) -> Response:
    if "x-key" not in request.headers:
        return JSONResponse({"detail": "no key"}, 401)
    return await call_next(request)


async def unused(request: Request, call_next: Next) -> Response:
    raise HTTPException(500)


def on_value(request: Request, error: ValueError) -> Response:
    return JSONResponse({"detail": str(error)}, 400)


class Registry:
    """Has the words of an application, and another meaning for them."""

    def __init__(self) -> None:
        self.handlers: dict[type[Exception], Callable[..., Any]] = {}

    def exception_handler(self, kind: type[Exception]) -> Callable[[Callable[..., Any]], None]:
        return lambda handler: self.handlers.update({kind: handler})


def to_text(error: KeyError) -> str:
    return str(error)


registry = Registry()
registry.exception_handler(KeyError)(to_text)
app = FastAPI(middleware=[Middleware(BaseHTTPMiddleware, dispatch=refuse)])
app.exception_handler(ValueError)(on_value)


@app.get("/value")
def value() -> None:
    raise ValueError


def demonstrate(client: TestClient) -> None:
    assert client.get("/value").status_code == 401
    assert client.get("/value", headers={"x-key": "a"}).status_code == 400
