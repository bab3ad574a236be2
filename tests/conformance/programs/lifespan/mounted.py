# A server starts the outermost application alone.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount

log: list[str] = []


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    log.append("inner")
    yield


inner = FastAPI(lifespan=lifespan)
eventful = FastAPI()
plain = FastAPI()


@eventful.on_event("startup")
async def start() -> None:
    log.append("event")


app = FastAPI()
app.mount("/inner", inner)  # E[fastapi-lifespan]
app.mount("/eventful", app=eventful)  # E[fastapi-lifespan]
app.mount("/plain", plain)
outer = Starlette(routes=[Mount("/inner", app=inner)])  # E[fastapi-lifespan]


def demonstrate(client: TestClient) -> None:
    for one in (app, outer):
        with TestClient(one):
            pass
    assert log == []
