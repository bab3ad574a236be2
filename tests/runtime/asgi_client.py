"""Drives an ASGI application by hand, so that a test sees each message in its place."""

import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

import anyio
import pytest
from fastapi import params
from fastapi.dependencies.utils import get_parameterless_sub_dependant

# See tools/python314.py.
needs_threads = pytest.mark.skipif(
    sys.platform == "emscripten", reason="worker threads run inline there"
)

# Older versions of FastAPI forget the scope of what stands in a list of dependencies.
KEEPS_SCOPE_IN_LISTS = (
    get_parameterless_sub_dependant(depends=params.Depends(list, scope="function"), path="").scope
    is not None
)
# Since 0.163 a cancellation by a scope does not interrupt the teardown of FastAPI's own dependencies.
SHIELDS_ITS_OWN = tuple(map(int, version("fastapi").split(".")[:2])) >= (0, 163)

Events = list[Any]
App = Callable[
    [dict[str, Any], Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Any
]


@dataclass
class Answer:
    """What the application sent."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key == name), None)

    def json(self) -> Any:
        """The body, decoded."""
        return json.loads(self.body)


def scope_of(kind: str, path: str, **more: Any) -> dict[str, Any]:
    path, _, query = path.partition("?")
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http" if kind == "http" else "ws",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [],
        "server": ("test", 80),
        "client": ("test", 1),
        **more,
    }


async def request(
    app: Any,
    path: str,
    *,
    method: str = "GET",
    events: Events | None = None,
    headers: Sequence[tuple[str, str]] = (),
    body: bytes = b"",
    raising: bool = False,
) -> Answer:
    """Send one request and give the answer; each message the application sends is an event.

    An exception that the application lets through after a 500 is dropped unless `raising`.
    """
    answer = Answer()

    received = False

    async def receive() -> dict[str, Any]:
        nonlocal received
        if received:
            await anyio.sleep_forever()
        received = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        if events is not None:
            events.append(message["type"])
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = [(k.decode(), v.decode()) for k, v in message["headers"]]
        else:
            answer.body += message.get("body", b"")

    raw_headers = [(key.encode(), value.encode()) for key, value in headers]
    try:
        await app(scope_of("http", path, method=method, headers=raw_headers), receive, send)
    except Exception:
        if raising or answer.status != 500:
            raise
    return answer


async def websocket(app: Any, path: str, *, events: Events | None = None) -> list[Any]:
    """Connect, and give the messages the application sent until it was done."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"} if not sent else {"type": "websocket.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)
        if events is not None:
            events.append(message["type"])

    await app(scope_of("websocket", path, subprotocols=[]), receive, send)
    return sent
