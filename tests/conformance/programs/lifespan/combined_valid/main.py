# Mounted applications, hosts and sub-applications that have nothing to start, or are started.
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

started: list[str] = []


@contextlib.asynccontextmanager
async def sub_lifespan(app: FastAPI) -> AsyncIterator[None]:
    started.append("sub")
    yield


sub = FastAPI(lifespan=sub_lifespan)


def combined(*apps: FastAPI):
    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            for each in apps:
                await stack.enter_async_context(each.router.lifespan_context(each))
            yield

    return lifespan


app = FastAPI(lifespan=combined(sub))
app.mount("/sub", sub)
app.mount("/static", StaticFiles(directory=".", check_dir=False))


def demonstrate(client: TestClient) -> None:
    assert started == ["sub"]
