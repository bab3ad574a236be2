# What looks like a cache, and blocks each time.
# outcome: silent
# enable: fastapi-blocking
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

P = ParamSpec("P")
T = TypeVar("T")

app = FastAPI()
_texts: dict[str, str] = {}


def local(text: str | None = None) -> str:
    if text is None:
        text = Path(__file__).read_text()
    return text


def of_the_call(texts: dict[str, str]) -> str:
    if "a" not in texts:
        texts["a"] = Path(__file__).read_text()
    return texts["a"]


def never_filled(path: str) -> str:
    if path not in _texts:
        return Path(path).read_text()
    return _texts[path]


def before_the_cache(path: str) -> str:
    time.sleep(0)
    if path not in _texts:
        _texts[path] = ""
    return _texts[path]


class Reader:
    @staticmethod
    def read() -> str:
        return Path(__file__).read_text()


def logged(function: Callable[P, T]) -> Callable[P, T]:
    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        started = time.monotonic()
        try:
            return function(*args, **kwargs)
        finally:
            print(time.monotonic() - started)

    return run


@logged
def read_logged() -> str:
    return Path(__file__).read_text()


@app.get("/logged")
async def call_logged() -> int:
    return len(read_logged())  # E[fastapi-blocking]


@app.get("/local")
async def read_local() -> int:
    return len(local())  # E[fastapi-blocking]


@app.get("/call")
async def read_of_the_call() -> int:
    return len(of_the_call({}))  # E[fastapi-blocking]


@app.get("/never")
async def read_never() -> int:
    return len(never_filled(__file__))  # E[fastapi-blocking]


@app.get("/before")
async def read_before() -> int:
    return len(before_the_cache("x"))  # E[fastapi-blocking]


@app.get("/static")
async def read_static() -> int:
    return len(Reader.read())  # E[fastapi-blocking]


@app.get("/called")
async def called_by_another() -> int:
    return len(Path(__file__).read_text())  # E[fastapi-blocking]


@app.get("/calling")
async def calling() -> int:
    return await called_by_another()  # E[fastapi-blocking]


@app.get("/request")
async def read_request(request: Request) -> int:
    if not hasattr(request.state, "text"):
        request.state.text = Path(__file__).read_text()  # E[fastapi-blocking]
    return len(request.state.text)


def demonstrate(client: TestClient) -> None:
    for path in (
        "local",
        "call",
        "never",
        "before",
        "static",
        "called",
        "calling",
        "request",
        "logged",
    ):
        assert client.get(f"/{path}").status_code == 200
