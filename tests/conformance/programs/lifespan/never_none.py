# A lifespan that is there whatever is chosen: the event handlers never run.
# outcome: silent
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from fastapi import FastAPI
from fastapi.testclient import TestClient

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

RUN: list[str] = []


@asynccontextmanager
async def connected(app: FastAPI, name: str = "connected") -> AsyncIterator[None]:
    RUN.append(name)
    yield


@asynccontextmanager
async def alone(app: FastAPI) -> AsyncIterator[None]:
    RUN.append("alone")
    yield


def start() -> None:
    RUN.append("never")


def make_lifespan(name: str) -> Lifespan:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        RUN.append(name)
        yield

    return lifespan


def create(testing: bool, given: Lifespan | None = None) -> FastAPI:
    lifespan = alone if testing else connected
    app = FastAPI(lifespan=lifespan)
    app.on_event("startup")(start)  # E[fastapi-lifespan]
    return app


def create_with(given: Lifespan | None = None) -> FastAPI:
    app = FastAPI(lifespan=given or alone)
    app.on_event("startup")(start)  # E[fastapi-lifespan]
    return app


made = FastAPI(lifespan=make_lifespan("made"))
made.on_event("startup")(start)  # E[fastapi-lifespan]

given = FastAPI(
    lifespan=partial(connected, name="partial"),
    on_startup=[start],  # E[fastapi-lifespan]
)

chosen = FastAPI(lifespan=alone if "ALONE" in os.environ else connected)
chosen.router.on_startup.append(start)  # E[fastapi-lifespan]


class Server:
    def __init__(self) -> None:
        self._lifespan = connected
        self.app = FastAPI(lifespan=self._lifespan)
        self.app.on_event("startup")(start)  # E[fastapi-lifespan]


app = FastAPI(lifespan=lambda app: alone(app))
app.on_event("startup")(start)  # E[fastapi-lifespan]


def demonstrate(client: TestClient) -> None:
    RUN.clear()
    for each in (create(False), create_with(), made, given, chosen, Server().app, app):
        with TestClient(each):
            pass
    assert RUN == ["connected", "alone", "made", "partial", "connected", "connected", "alone"]
