# An application that has a lifespan runs no event handlers.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

log: list[str] = []


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    log.append("lifespan")
    yield


def started() -> None:
    log.append("started")


app = FastAPI(lifespan=lifespan)
router = APIRouter(lifespan=lifespan)
other = FastAPI(lifespan=lifespan, on_startup=[started])  # E[fastapi-lifespan]


@app.on_event("startup")  # E[fastapi-lifespan]
async def start() -> None:
    log.append("startup")


@router.on_event("shutdown")  # E[fastapi-lifespan]
def stop() -> None:
    log.append("shutdown")


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for one, number in ((app, 2), (other, 1)):
        log.clear()
        with TestClient(one):
            pass
        assert log == ["lifespan"] * number
