# Decorators of the project that await what they are given, around handlers and what these call.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import functools
import time
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
CACHE: dict[str, Any] = {}
Handler = Callable[..., Awaitable[Any]]


def timed(handler: Handler) -> Handler:
    @functools.wraps(handler)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        started = time.monotonic()
        result = await handler(*args, **kwargs)
        print(time.monotonic() - started)
        return result

    return wrapper


def retried(times: int) -> Callable[[Handler], Handler]:
    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            for _ in range(times):
                try:
                    return await handler(*args, **kwargs)
                except ValueError:
                    continue

        return wrapper

    return decorate


def cached(seconds: int) -> Callable[[Handler], Handler]:
    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            if handler.__name__ not in CACHE:
                CACHE[handler.__name__] = await handler(*args, **kwargs)
            return CACHE[handler.__name__]

        return wrapper

    return decorate


def in_thread(function: Callable[..., Any]) -> Handler:
    @functools.wraps(function)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        return await asyncio.to_thread(function, *args, **kwargs)

    return wrapper


@retried(3)
async def fetch() -> int:
    time.sleep(0)
    return 1


@in_thread
def load() -> int:
    time.sleep(0)
    return 1


@app.get("/timed")
@timed
async def read_timed() -> int:
    time.sleep(0)  # E[fastapi-blocking]
    return 1


@app.get("/retried")
@retried(times=2)
async def read_retried() -> int:
    return await fetch()  # E[fastapi-blocking]


@app.get("/fetched")
async def read_fetched() -> int:
    return await fetch()  # E[fastapi-blocking]


@app.get("/cached")
@cached(60)
async def read_cached() -> int:
    time.sleep(0)
    return 1


@app.get("/loaded")
@timed
async def read_loaded() -> int:
    return await load()


def demonstrate(client: TestClient) -> None:
    for path in ("timed", "retried", "fetched", "cached", "loaded"):
        assert client.get(f"/{path}").json() == 1
