# A class of applications gives them a lifespan, so that their event handlers never run.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

started: list[str] = []


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    started.append("lifespan")
    yield


class App(FastAPI):
    def __init__(self, **options: Any) -> None:
        super().__init__(lifespan=running, **options)


class Starting(FastAPI):
    def __init__(self) -> None:
        super().__init__(lifespan=self.run)
        self.router.on_startup.append(self.start)  # E[fastapi-lifespan]

    @asynccontextmanager
    async def run(self, app: FastAPI) -> AsyncIterator[None]:
        started.append("run")
        yield

    async def start(self) -> None:
        started.append("never")


class Choosing(FastAPI):
    def __init__(self, chosen: Any = None) -> None:
        super().__init__(lifespan=chosen)


app = App(title="Library")
other = Starting()
chosen = Choosing()


@app.on_event("startup")  # E[fastapi-lifespan]
async def start() -> None:
    started.append("never")


@chosen.on_event("startup")
async def start_chosen() -> None:
    started.append("event")


def demonstrate(client: TestClient) -> None:
    started.clear()
    for each in (app, other, chosen):
        with TestClient(each):
            pass
    assert started == ["lifespan", "run", "event"]
