# Starlette awaits a middleware, and calls what it gets.
# outcome: 500
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware

Next = Callable[[Request], Awaitable[Response]]

app = FastAPI()
dictionaries, plain, timed, classes, given, added = (FastAPI() for _ in range(6))


@app.get("/")
def home() -> str:
    return "x"


@app.middleware("http")
async def add_header(request: Request, call_next: Next):  # E[fastapi-handler]
    response = await call_next(request)
    response.headers["x-served-by"] = "one"


@dictionaries.middleware("http")
async def require_token(request: Request, call_next: Next) -> Any:
    if "token" not in request.headers:
        return {"detail": "no token"}  # E[fastapi-handler]
    return await call_next(request)


@plain.middleware("http")
def refuse(request: Request, call_next: Next) -> Any:  # E[fastapi-handler]
    if request.method != "DELETE":
        return JSONResponse({"detail": "read only"}, status_code=405)
    return call_next(request)


@timed.middleware("http")
async def log_time(request: Request, call_next: Next) -> None:  # E[fastapi-handler]
    begin = time.perf_counter()
    try:
        await call_next(request)
    finally:
        logging.info("%s", time.perf_counter() - begin)


class Counting(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Any:  # E[fastapi-handler]
        await call_next(request)
        return None


classes.add_middleware(Counting)


async def not_awaited(request: Request, call_next: Next) -> Any:
    return call_next(request)  # E[fastapi-handler]


added.add_middleware(BaseHTTPMiddleware, dispatch=not_awaited)


async def nothing(request: Request, call_next: Next):  # E[fastapi-handler]
    await call_next(request)


given = FastAPI(middleware=[Middleware(BaseHTTPMiddleware, dispatch=nothing)])


def demonstrate(client: TestClient) -> None:
    for each in (app, dictionaries, plain, timed, classes, given, added):
        with TestClient(each, raise_server_exceptions=False) as one:
            assert one.get("/").status_code == 500, each
