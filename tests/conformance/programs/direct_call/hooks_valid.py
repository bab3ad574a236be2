# What a hook gets itself, or does not use, is no marker in the place of a value.
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

Next = Callable[[Request], Awaitable[Response]]


def get_db() -> str:
    return "db"


@asynccontextmanager
async def lifespan(app: FastAPI, name: str = "a") -> AsyncIterator[None]:
    yield


app = FastAPI(lifespan=lifespan)


@app.middleware("http")
async def observe(request: Request, call_next: Next) -> Response:
    response = await call_next(request)
    response.headers["x-db"] = get_db()
    return response


@app.exception_handler(ValueError)
async def handle(request: Request, error: Exception, unused: str = Depends(get_db)) -> Response:
    return JSONResponse({}, 400)


class Bus:
    def on_event(self, name: str) -> Callable[[Callable[..., str]], Callable[..., str]]:
        return lambda function: function


bus = Bus()


@bus.on_event("created")
def created(db: str = Depends(get_db)) -> str:
    return db


@app.get("/")
def read(made: str = Depends(created)) -> str:
    return made


@app.get("/fails")
def fails() -> None:
    raise ValueError


def demonstrate(client: TestClient) -> None:
    response = client.get("/")
    assert response.json() == response.headers["x-db"] == "db"
    assert client.get("/fails").status_code == 400
