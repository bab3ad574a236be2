"""The order that is shown is the one in which FastAPI closes the dependencies."""

from __future__ import annotations

import importlib.util
import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from .command import told, write

APPLICATION = """\
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI, WebSocket
from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

closed: list[str] = []


def plain() -> int:
    return 1


def first(n: int = Depends(plain)) -> Iterator[int]:
    yield 1
    closed.append("first")


async def second(n: int = Depends(first)) -> AsyncIterator[int]:
    yield 1
    closed.append("second")


def third() -> Iterator[int]:
    yield 1
    closed.append("third")


@response_scoped_dependency
async def fourth(n: int = Depends(third, scope="function")) -> AsyncIterator[int]:
    yield 1
    closed.append("fourth")


@response_scoped_dependency
@asynccontextmanager
async def fifth() -> AsyncIterator[int]:
    yield 1
    closed.append("fifth")


class Closing:
    def __enter__(self) -> int:
        return 1

    def __exit__(self, *_: object) -> None:
        closed.append("Closing")


sixth = response_scoped_dependency(Closing)


async def seventh() -> AsyncIterator[int]:
    yield 1
    closed.append("seventh")


early = ScopedRouter(prefix="/early", dependency_scope="function")
later = APIRouter(prefix="/later")


@later.get("/plain")
@early.get("/scoped")
def mixed(
    a: int = Depends(second),
    b: int = Depends(third, scope="function"),
    c: int = Depends(first),
    d: int = Depends(fourth),
) -> int:
    return 1


@later.get("/uncached", dependencies=[Depends(third), Depends(third, scope="function")])
@early.get("/uncached", dependencies=[Depends(third), Depends(third, use_cache=False)])
def uncached(a: int = Depends(third), b: int = Depends(plain, use_cache=False)) -> int:
    return 1


@later.get("/open")
@early.get("/open")
def opened(a: int = Depends(fifth), b: int = Depends(sixth), c: int = Depends(fourth)) -> int:
    return 1


@later.get("/nothing")
def nothing(a: int = Depends(plain)) -> int:
    return 1


@later.websocket("/talk")
@early.websocket("/talk")
async def talk(
    websocket: WebSocket, a: int = Depends(first), b: int = Depends(third, scope="function")
) -> None:
    await websocket.accept()
    closed.append("(handler)")
    await websocket.close()


def routed(app: FastAPI) -> FastAPI:
    app.include_router(early, dependencies=[Depends(seventh)])
    app.include_router(later, prefix="/x", dependencies=[Depends(seventh)])
    return app


plain_app = routed(FastAPI())
scoped_app = routed(ScopedFastAPI())
early_app = routed(ScopedFastAPI(dependency_scope="function"))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("order"), {"order.py": APPLICATION})


@pytest.fixture(scope="module")
def module(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("order", folder / "order.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["order"] = module
    spec.loader.exec_module(module)
    return module


def observed(module: ModuleType, application: str, route: Any) -> list[str]:
    """What is closed, and the response among it."""
    closed: list[str] = module.closed
    closed.clear()
    app = getattr(module, application)
    ended = threading.Event()

    async def noting(scope: Any, receive: Any, send: Any) -> None:
        async def note(message: Any) -> None:
            if message["type"] == "http.response.start":
                closed.append("(response)")
            await send(message)

        try:
            await app(scope, receive, note)
        finally:
            ended.set()

    client = TestClient(noting)
    if route["kind"] == "websocket":
        with client.websocket_connect(route["path"]) as connection:
            assert connection.receive()["type"] == "websocket.close"
    else:
        assert client.get(route["path"]).status_code == 200
    # The client of a websocket may leave before the application does.
    assert ended.wait(10)
    return closed


@pytest.mark.parametrize("application", ["plain_app", "scoped_app", "early_app"])
def test_order(folder: Path, module: ModuleType, application: str) -> None:
    routes = told(folder, f"order:{application}")
    assert len(routes) == 9
    for route in routes:
        early, late = route["teardown"]["before_response"], route["teardown"]["after_response"]
        if route["kind"] == "websocket":
            expected = ["(handler)", *early, *late]
        else:
            expected = [*early, "(response)", *late]
        assert observed(module, application, route) == expected, route["path"]


def flat(dependencies: list[Any]) -> list[Any]:
    return [
        dependency for outer in dependencies for dependency in [outer, *flat(outer["dependencies"])]
    ]


def test_the_tree_has_the_numbers_of_the_order(folder: Path) -> None:
    for route in told(folder, "order:scoped_app"):
        teardown = route["teardown"]
        nodes = flat(route["dependencies"])
        closing = {node["closes"]: node for node in nodes if node["closes"] is not None}
        expected = [*teardown["before_response"], *teardown["after_response"]]
        assert [closing[number]["name"] for number in sorted(closing)] == expected
        assert sorted(closing) == list(range(1, len(expected) + 1))
        for node in nodes:
            assert (node["closes"] is None) == (node["scope"] is None or node["shared"])
            if node["closes"] is not None:
                is_late = node["closes"] > len(teardown["before_response"])
                assert (node["scope"] == "request") == is_late


def test_scopes(folder: Path) -> None:
    def scopes(application: str) -> dict[str, str | None]:
        (route,) = told(folder, f"order:{application}", "--path", "/early/scoped")
        return {node["name"]: node["scope"] for node in flat(route["dependencies"])}

    own = {"plain": None, "first": "function", "second": "function", "third": "function"}
    assert scopes("plain_app") == {**own, "fourth": "response", "seventh": "function"}
    (route,) = told(folder, "order:plain_app", "--path", "/later/plain")
    assert {node["name"]: node["scope"] for node in flat(route["dependencies"])} == {
        "plain": None,
        "first": "request",
        "second": "request",
        "third": "function",
        "fourth": "response",
        "seventh": "request",
    }
