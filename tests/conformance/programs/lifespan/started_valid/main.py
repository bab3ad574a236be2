# Mounted applications that somebody starts.
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount

started: list[str] = []


@asynccontextmanager
async def one(app: FastAPI) -> AsyncIterator[None]:
    started.append("sub")
    yield


first = FastAPI(lifespan=one)
second = FastAPI(lifespan=one)
plain = FastAPI()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        for route in app.routes:
            if isinstance(route, Mount) and isinstance(route.app, FastAPI):
                await stack.enter_async_context(route.app.router.lifespan_context(route.app))
        yield


app = FastAPI(lifespan=lifespan)
app.mount("/first", first)
app.mount("/second", second)
app.mount("/plain", plain)


def demonstrate(client: TestClient) -> None:
    assert started == ["sub", "sub"], started
