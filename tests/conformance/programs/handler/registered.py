# Handlers and middleware that are registered in rarer ways.
# outcome: silent
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware

Next = Callable[[Request], Awaitable[Response]]


async def refuse(request: Request, call_next: Next) -> Response:
    if "x-key" not in request.headers:
        raise HTTPException(401)  # E[fastapi-handler]
    return await call_next(request)


def on_value(request: Request, error: ValueError) -> dict[str, Any]:
    return {"detail": str(error)}  # E[fastapi-handler]


async def on_key(error: KeyError) -> Response:  # E[fastapi-handler]
    return Response(str(error), 400)


app = FastAPI(middleware=[Middleware(BaseHTTPMiddleware, dispatch=refuse)])
app.exception_handler(ValueError)(on_value)
app.exception_handler(KeyError)(on_key)


@app.get("/value")
def value() -> None:
    raise ValueError


@app.get("/key")
def key() -> None:
    raise KeyError


def demonstrate(client: TestClient) -> None:
    with pytest.raises(HTTPException):
        TestClient(app).get("/value")
    for path in ("value", "key"):
        with pytest.raises(TypeError):
            TestClient(app, headers={"x-key": "a"}).get(f"/{path}")
