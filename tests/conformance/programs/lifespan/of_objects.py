# An application that an object holds, and lifespans that run because somebody calls them.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient

RUN: list[str] = []


@asynccontextmanager
async def never(app: FastAPI) -> AsyncIterator[None]:
    RUN.append("never")
    yield


@asynccontextmanager
async def of_database(app: FastAPI) -> AsyncIterator[None]:
    RUN.append("database")
    yield


@asynccontextmanager
async def of_sub(app: FastAPI) -> AsyncIterator[None]:
    RUN.append("sub")
    yield


class Server:
    def __init__(self) -> None:
        self.app = FastAPI(lifespan=self.lifespan)
        self.app.on_event("startup")(self.start)  # E[fastapi-lifespan]
        self.inner = FastAPI(lifespan=never)
        self.app.mount("/inner", self.inner)  # E[fastapi-lifespan]
        self.add_hooks()

    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        RUN.append("server")
        yield

    def start(self) -> None:
        RUN.append("start")

    def add_hooks(self) -> None:
        @self.app.on_event("shutdown")  # E[fastapi-lifespan]
        def stop() -> None:
            RUN.append("stop")


# Valid.


class Old:
    def __init__(self) -> None:
        self.app = FastAPI()
        self.app.on_event("startup")(self.start)

    def start(self) -> None:
        RUN.append("old")


class Replaced:
    def __init__(self, has_lifespan: bool) -> None:
        self.app = FastAPI(lifespan=never)
        if not has_lifespan:
            self.app = FastAPI()
        self.app.on_event("startup")(self.start)

    def start(self) -> None:
        RUN.append("replaced")


@asynccontextmanager
async def both(app: FastAPI) -> AsyncIterator[None]:
    async with of_database(app), of_sub(sub):
        yield


sub = FastAPI(lifespan=of_sub)
app = FastAPI(lifespan=both)
app.mount("/sub", sub)


class Application(FastAPI):
    def __init__(self) -> None:
        super().__init__(lifespan=of_database)
        self.mount("/inside", FastAPI(lifespan=of_database))


def demonstrate(client: TestClient) -> None:
    assert RUN == ["database", "sub"]
    RUN.clear()
    for one in (Server().app, Old().app, Replaced(False).app, Application()):
        with TestClient(one):
            pass
    assert RUN == ["server", "old", "replaced", "database"]
