# What cannot be entered as a lifespan: the application never starts.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient


async def connect(app: FastAPI):
    print("connected")


@contextmanager
def for_threads(app: FastAPI) -> Iterator[None]:
    yield


@asynccontextmanager
async def without_app() -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def with_app(app: FastAPI) -> AsyncIterator[None]:
    yield


@asynccontextmanager  # type: ignore
async def without_yield(app: FastAPI):
    print("connected")


app = FastAPI()
coroutine = FastAPI(lifespan=connect)  # type: ignore[arg-type]  # E[fastapi-lifespan]
threads = FastAPI(lifespan=for_threads)  # type: ignore[arg-type]  # E[fastapi-lifespan]
nobody = FastAPI(lifespan=without_app)  # type: ignore[arg-type]  # E[fastapi-lifespan]
called = FastAPI(lifespan=with_app(app))  # type: ignore[arg-type]  # E[fastapi-lifespan]
empty = FastAPI(lifespan=without_yield)  # E[fastapi-lifespan]


def demonstrate(client: TestClient) -> None:
    for each in (coroutine, threads, nobody, called, empty):
        try:
            with TestClient(each):
                started = True
        except TypeError:
            started = False
        assert not started
