import asyncio
from collections.abc import Coroutine
from contextvars import ContextVar
from typing import Any

tenant = ContextVar[str]("tenant", default="nobody")


async def work() -> int:
    return 1


def in_background(coroutine: Coroutine[Any, Any, int]) -> None:
    asyncio.create_task(coroutine)


def notify() -> None:
    in_background(work())


def run(coroutine: Coroutine[Any, Any, int]) -> int:
    return asyncio.run(coroutine)


def run_on_own_loop() -> int:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work())
    finally:
        loop.close()


async def run_later() -> int:
    return asyncio.run(work())


def run_where_it_can() -> None:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work())
    else:
        loop.create_task(work())


def notify_if(wanted: bool) -> None:
    if wanted:
        asyncio.create_task(work())


def remember(name: str) -> None:
    tenant.set(name)


class Mailer:
    def send(self) -> None:
        in_background(work())

    def send_twice(self) -> None:
        self.send()
        self.send()

    def send_all(self, names: list[str]) -> None:
        for _ in names:
            self.send()

    @staticmethod
    def ping() -> None:
        asyncio.ensure_future(work())


class Connection:
    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()


mailer = Mailer()


def get_mailer() -> Mailer:
    return mailer
