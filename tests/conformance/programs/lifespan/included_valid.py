# What runs.
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

RUN: list[str] = []


@asynccontextmanager
async def of_router(app: Any) -> AsyncIterator[None]:
    RUN.append("router")
    yield


router = APIRouter(lifespan=of_router)
events = APIRouter()


@events.on_event("startup")
def of_events() -> None:
    RUN.append("events")


sub = FastAPI()
outer = FastAPI()


@outer.on_event("startup")
def of_outer() -> None:
    RUN.append("outer")


outer.include_router(router)
outer.include_router(events)
outer.mount("/sub", sub)
outer.mount("/static", StaticFiles(directory="/tmp"))
app = outer


def create_app(testing: bool = False) -> FastAPI:
    made = FastAPI() if testing else FastAPI(lifespan=of_router)
    if testing:
        made.router.on_startup.append(of_outer)
    return made


def demonstrate(client: TestClient) -> None:
    assert "outer" in RUN and "router" in RUN
