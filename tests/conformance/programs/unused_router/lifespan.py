# A lifespan that includes one router, and a router that nothing includes.
# outcome: silent
# enable: fastapi-unused-router
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

used = APIRouter()
unused = APIRouter()  # E[fastapi-unused-router]


@asynccontextmanager
async def lifespan(application: FastAPI) -> AsyncIterator[None]:
    application.include_router(used)
    yield


app = FastAPI(lifespan=lifespan)


@used.get("/used")
def of_used() -> str:
    return "x"


@unused.get("/unused")
def of_unused() -> str:
    return "x"


def demonstrate(client: TestClient) -> None:
    with client:
        assert client.get("/used").json() == "x"
        assert client.get("/unused").status_code == 404
