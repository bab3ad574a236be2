# Prefixes from settings and from the environment are those that are written; what depends on them is open.
# outcome: silent
import os

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    api_prefix: str = "/api"
    stage: str = "development"
    version: str = "v1"

    @property
    def whole_prefix(self) -> str:
        return f"{self.api_prefix}/{self.version}"


settings = Settings()
MODE = os.getenv("NO_SUCH_MODE", "plain")
SHORT = os.environ.get("NO_SUCH_PREFIX") or "/short"

names = APIRouter()
fixed = APIRouter()
closed = APIRouter()


@names.get("/{name}")
def show(name: str) -> str:
    return name


@fixed.get("/first")  # E[fastapi-path]
def first() -> str:
    return "never"


@closed.get("/first")
def first_of_closed() -> str:
    return "closed"


app = FastAPI()
if settings.stage == "production":
    app.include_router(names, prefix="/closed")
if MODE == "open":
    app.include_router(names, prefix="/closed")
app.include_router(closed, prefix="/closed")
app.include_router(names, prefix=settings.whole_prefix)
app.include_router(names, prefix=SHORT)
app.include_router(names, prefix=os.getenv("NO_SUCH_PREFIX", "/long"))
app.include_router(fixed, prefix=SHORT)


@app.get("/api/v1/second")  # E[fastapi-path]
def second() -> str:
    return "never"


@app.get("/long/second/third")
def third() -> str:
    return "third"


def demonstrate(client: TestClient) -> None:
    assert client.get("/api/v1/second").json() == "second"
    assert client.get("/short/first").json() == "first"
    assert client.get("/closed/first").json() == "closed"
    assert client.get("/long/second/third").json() == "third"
