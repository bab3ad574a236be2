# An application without a lifespan runs the event handlers of a router that has one.
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

log: list[str] = []


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    log.append("lifespan")
    yield


router = APIRouter(lifespan=lifespan)
app = FastAPI()


@router.on_event("startup")
async def start() -> None:
    log.append("startup")


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    log.clear()
    with TestClient(app):
        pass
    assert sorted(log) == ["lifespan", "startup"]
