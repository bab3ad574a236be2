# What blocks once, when a cache is filled, and what a decorator keeps or hands to a thread.
# enable: fastapi-blocking
import functools
import os
import time
from collections.abc import Awaitable, Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient

P = ParamSpec("P")
T = TypeVar("T")

app = FastAPI()
_key: str | None = None
_names: dict[str, str] = {}


def in_a_thread(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    @functools.wraps(function)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return await run_in_threadpool(function, *args, **kwargs)

    return run


def kept(function: Callable[[], str]) -> Callable[[], str]:
    found: list[str] = []

    @functools.wraps(function)
    def run() -> str:
        if not found:
            found.append(function())
        return found[0]

    return run


@kept
def read_once() -> str:
    return Path(__file__).read_text()


@lru_cache
def settings() -> str:
    return Path(__file__).read_text()


@cache
def version() -> str:
    return Path(__file__).read_text()


@in_a_thread
def handed_over() -> str:
    return Path(__file__).read_text()


def key() -> str:
    global _key
    if _key is None:
        _key = Path(__file__).read_text()
    return _key


def key_or_environment() -> str:
    global _key
    if _key:
        return _key
    with open(os.devnull) as file:
        _key = file.read() or "key"
    return _key


def name(path: str) -> str:
    if path not in _names:
        _names[path] = Path(path).read_text()
    return _names[path]


def name_found(path: str) -> str:
    found = _names.get(path)
    if found is not None:
        return found
    text = Path(path).read_text()
    _names[path] = text
    return text


def name_walrus(path: str) -> str:
    if (found := _names.get(path)) is None:
        found = _names[path] = Path(path).read_text()
    return found


class Registry:
    loaded: dict[str, str] | None = None

    def __init__(self) -> None:
        self._parts: list[str] | None = None

    def parts(self) -> list[str]:
        if not self._parts:
            time.sleep(0)
            self._parts = ["a"]
        return self._parts

    @classmethod
    def all(cls) -> dict[str, str]:
        if cls.loaded is None:
            cls.loaded = {"a": Path(__file__).read_text()}
        return cls.loaded


registry = Registry()


@app.get("/decorators")
async def read_decorators() -> int:
    return len(read_once()) + len(settings()) + len(version()) + len(await handed_over())


@app.get("/globals")
async def read_globals() -> int:
    return len(key()) + len(key_or_environment())


@app.get("/names")
async def read_names() -> int:
    return len(name(__file__)) + len(name_found(__file__)) + len(name_walrus(__file__))


@app.get("/registry")
async def read_registry() -> int:
    return len(registry.parts()) + len(Registry.all())


def demonstrate(client: TestClient) -> None:
    for path in ("decorators", "globals", "names", "registry"):
        assert client.get(f"/{path}").status_code == 200
