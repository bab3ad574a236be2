# A test that starts the application starts its lifespan, as a server does.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient

log: list[str] = []


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    log.append("lifespan")
    yield


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")  # E[fastapi-lifespan]
async def start() -> None:
    log.append("startup")


def demonstrate(client: TestClient) -> None:
    log.clear()
    with TestClient(app):
        pass
    assert log == ["lifespan"]
