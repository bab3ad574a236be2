# What a function does that nobody calls: its routers belong to others, and nobody includes them.
from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI, Request
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

names = APIRouter()
pages = APIRouter()
late = APIRouter()


@names.get("/{name}")
def read_name(name: str) -> str:
    return name


@pages.get("/about")
def read_about() -> str:
    return "about"


@late.get("/late")
def read_late() -> str:
    return "late"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.include_router(late)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/where")
def read_where(request: Request) -> str:
    return request.url_for("read_late").path


def as_it_was() -> None:
    app.include_router(names)
    app.include_router(pages)


app.include_router(pages)


def demonstrate(client: TestClient) -> None:
    assert client.get("/about").json() == "about"
    assert client.get("/other").status_code == 404
    assert client.get("/where").json() == "/late"
