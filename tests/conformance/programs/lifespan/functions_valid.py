# What is, or gives, a lifespan that can be entered.
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from fastapi import FastAPI
from fastapi.testclient import TestClient

started: list[str] = []


@asynccontextmanager
async def running(app: FastAPI, name: str = "plain") -> AsyncIterator[None]:
    started.append(name)
    yield


def named(name: str):
    @asynccontextmanager
    async def inner(app: FastAPI) -> AsyncIterator[None]:
        started.append(name)
        yield

    return inner


def given(app: FastAPI) -> AbstractAsyncContextManager[None]:
    return running(app, "given")


class Starting:
    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        started.append("method")
        yield


class Entered:
    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __aenter__(self) -> None:
        started.append("class")

    async def __aexit__(self, *args: object) -> None: ...


app = FastAPI(lifespan=running)
others = [
    FastAPI(lifespan=named("made")),
    FastAPI(lifespan=given),
    FastAPI(lifespan=Starting().lifespan),
    FastAPI(lifespan=Entered),
    FastAPI(lifespan=partial(running, name="partial")),
]


def demonstrate(client: TestClient) -> None:
    started.clear()
    for each in (app, *others):
        with TestClient(each):
            pass
    assert started == ["plain", "made", "given", "method", "class", "partial"]
