from __future__ import annotations

import asyncio
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="none")
tasks: list[asyncio.Task[None]] = []


async def work() -> None: ...


def note_id() -> None:
    request_id.set("1")  # E[fastapi-event-loop]


async def note_id_here() -> None:
    request_id.set("1")


def start() -> None:
    tasks.append(asyncio.create_task(work()))  # E[fastapi-event-loop]


async def start_here() -> None:
    tasks.append(asyncio.create_task(work()))


# A script may call it where a loop runs.
def start_somewhere() -> None:
    tasks.append(asyncio.create_task(work()))
