# Objects of the function around, and methods of base classes.
# outcome: silent
# enable: fastapi-blocking
import time
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient


class Repository:
    def load(self) -> str:
        time.sleep(0)
        return "loaded"


class Cached(Repository):
    def load(self) -> str:
        return super().load()


def get_repository() -> Iterator[Cached]:
    yield Cached()


CachedDep = Annotated[Cached, Depends(get_repository)]
app = FastAPI()


@app.get("/0")
async def closure(repository: CachedDep) -> str:
    async def inner() -> str:
        return repository.load()

    return await inner()  # E[fastapi-blocking]


@app.get("/1")
async def base(repository: CachedDep) -> str:
    return repository.load()  # E[fastapi-blocking]


@app.get("/2")
async def thread(repository: CachedDep) -> str:
    def inner() -> str:
        return repository.load()

    return await run_in_threadpool(inner)


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/{number}").json() == "loaded"
