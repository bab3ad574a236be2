# Routers that a lifespan finds in a module and includes, whatever their names are.
# enable: fastapi-unused-router
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from . import parts


@asynccontextmanager
async def lifespan(application: Any) -> AsyncIterator[None]:
    for _, value in inspect.getmembers(parts):
        if isinstance(value, APIRouter):
            application.include_router(value)
    yield


app = FastAPI(lifespan=lifespan)


def demonstrate(client: TestClient) -> None:
    with client:
        for path in ("first", "second"):
            assert client.get(f"/{path}").json() == "x"
