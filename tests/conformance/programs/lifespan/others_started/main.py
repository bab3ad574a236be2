# What never starts, where another application is started by hand.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount

started: list[str] = []


@asynccontextmanager
async def sub_lifespan(app: FastAPI) -> AsyncIterator[None]:
    started.append("sub")
    yield


@asynccontextmanager
async def entered_lifespan(app: FastAPI) -> AsyncIterator[None]:
    started.append("entered")
    yield


sub = FastAPI(lifespan=sub_lifespan)
entered = FastAPI(lifespan=entered_lifespan)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with entered.router.lifespan_context(entered):
        started.append("app")
        yield


app = FastAPI(lifespan=lifespan)
app.mount("/sub", sub)  # E[fastapi-lifespan]
app.mount("/entered", entered)


@app.on_event("startup")  # E[fastapi-lifespan]
async def on_startup() -> None:
    started.append("event")


def demonstrate(client: TestClient) -> None:
    assert started == ["entered", "app"], started
