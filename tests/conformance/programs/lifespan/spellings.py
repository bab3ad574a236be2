# Lifespans that never run, in other ways.
# outcome: silent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import fastapi as f
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Host, Mount

RUN: list[str] = []


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    RUN.append("outer")
    yield


@asynccontextmanager
async def inner(app: Any) -> AsyncIterator[None]:
    RUN.append("inner")
    yield


def start() -> None:
    RUN.append("event")


mounted = FastAPI(lifespan=inner)


def create_sub() -> FastAPI:
    return FastAPI(lifespan=inner)


def create_other() -> FastAPI:
    other = FastAPI()

    @other.on_event("startup")
    def begin() -> None:
        RUN.append("event")

    return other


app = FastAPI(lifespan=lifespan, routes=[Mount("/routes", app=mounted)])  # E[fastapi-lifespan]
app.mount("/a", mounted)  # E[fastapi-lifespan]
app.mount("/b", app=mounted, name="b")  # E[fastapi-lifespan]
app.mount("/c", f.FastAPI(lifespan=inner))  # E[fastapi-lifespan]
app.mount("/d", create_sub())  # E[fastapi-lifespan]
app.mount("/e", create_other())  # E[fastapi-lifespan]
app.router.mount("/f", mounted)  # E[fastapi-lifespan]
app.host("sub.example.com", mounted)  # E[fastapi-lifespan]


@app.on_event("startup")  # E[fastapi-lifespan]
async def begin() -> None:
    RUN.append("event")


@app.on_event(event_type="shutdown")  # E[fastapi-lifespan]
async def end() -> None:
    RUN.append("event")


@app.router.on_event("startup")  # E[fastapi-lifespan]
async def begin2() -> None:
    RUN.append("event")


app.router.add_event_handler("startup", start)  # E[fastapi-lifespan]
app.router.on_startup.append(start)  # E[fastapi-lifespan]


class Owned:
    def __init__(self) -> None:
        self.app = FastAPI(lifespan=lifespan)
        self.app.router.add_event_handler("startup", start)  # E[fastapi-lifespan]


owned = Owned()


def demonstrate(client: TestClient) -> None:
    assert RUN == ["outer"]
    with TestClient(owned.app):
        assert RUN == ["outer", "outer"]
