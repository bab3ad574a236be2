"""The timeline in the page on lifetimes is the order in which things happen."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from .pages import DOCS, blocks

MESSAGES = {
    "http.response.start": "response starts",
    "http.response.body": "response body is sent",
}


def test_timeline() -> None:
    example, timeline, *_ = [
        block
        for block in blocks(DOCS / "dependency-lifetimes.md")
        if block.language in {"python", "text"}
    ]
    shown = [line.partition("  ")[0] for line in timeline.text.splitlines()]
    module: dict[str, Any] = {"__name__": "lifetimes"}
    exec(compile(example.text, "dependency-lifetimes.md", "exec"), module)
    app: FastAPI = module["app"]
    events: list[str] = module["events"]

    async def recorded(scope: Any, receive: Any, send: Any) -> None:
        async def note(message: Any) -> None:
            if message["type"] in MESSAGES:
                events.append(MESSAGES[message["type"]])
            await send(message)

        await app(scope, receive, note)

    assert TestClient(recorded).get("/").json() == {"title": "Emma"}
    assert events == shown
