# Lifespans and event handlers that are run.
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

log: list[str] = []


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    log.append("lifespan")
    yield


app = FastAPI()
router = APIRouter(lifespan=lifespan)
none = FastAPI(lifespan=None, on_startup=[lambda: log.append("none")])


@app.on_event("startup")
async def start() -> None:
    log.append("startup")


@none.on_event("startup")
async def start_none() -> None:
    log.append("startup none")


app.include_router(router)
app.mount("/none", FastAPI())


def demonstrate(client: TestClient) -> None:
    log.clear()
    with TestClient(none):
        pass
    assert log == ["none", "startup none"]
    log.clear()
    with TestClient(app):
        pass
    assert sorted(log) == ["lifespan", "startup"]
