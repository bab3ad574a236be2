# An object that is made once may have been made on the event loop.
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient


class Singleton(type):
    _objects: dict[type, Any] = {}

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls not in cls._objects:
            cls._objects[cls] = super().__call__(*args, **kwargs)
        return cls._objects[cls]


class Jobs(metaclass=Singleton):
    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    Jobs()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/jobs")
def read_jobs() -> bool:
    return Jobs().loop.is_running()


def demonstrate(client: TestClient) -> None:
    with TestClient(app) as started:
        assert started.get("/jobs").json() is True
