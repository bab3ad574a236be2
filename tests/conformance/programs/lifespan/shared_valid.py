# The lifespan of a mounted application that runs all the same, or that may be none at all.
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient

started: list[str] = []

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def shared_lifespan(app: FastAPI) -> AsyncIterator[None]:
    started.append("shared")
    yield


@asynccontextmanager
async def called_lifespan(app: FastAPI) -> AsyncIterator[None]:
    started.append("called")
    yield


@asynccontextmanager
async def entered_lifespan(app: FastAPI) -> AsyncIterator[None]:
    started.append("entered")
    yield


# A prefix is put before an application by one that has its lifespan.
shared = FastAPI(lifespan=shared_lifespan)
in_front = FastAPI(lifespan=shared_lifespan)
in_front.mount("/prefix", shared)

called = FastAPI(lifespan=called_lifespan)
entered = FastAPI(lifespan=entered_lifespan)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with called_lifespan(called), AsyncExitStack() as stack:
        await stack.enter_async_context(entered_lifespan(entered))
        yield


def create_app(lifespan: Lifespan | None = None) -> FastAPI:
    return FastAPI(lifespan=lifespan)


def with_prefix(prefix: str) -> FastAPI:
    wanted = None
    if prefix:
        wanted = shared_lifespan
    inner = create_app(wanted)
    outer = FastAPI(lifespan=wanted)
    outer.mount(prefix, inner)
    return outer


app = FastAPI(lifespan=lifespan)
app.mount("/called", called)
app.mount("/entered", entered)
app.mount("/without", create_app())


def demonstrate(client: TestClient) -> None:
    assert started == ["called", "entered"]
    with TestClient(in_front):
        assert started == ["called", "entered", "shared"]
    with TestClient(with_prefix("/api")):
        assert started == ["called", "entered", "shared", "shared"]
