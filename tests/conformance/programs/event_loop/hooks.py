# Lifespans, event handlers and middleware run on the event loop, exception handlers as handlers do.
# outcome: 500
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio.to_thread
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware


async def init_db() -> int:
    return 1


def create_tables() -> int:
    return asyncio.run(init_db())


@asynccontextmanager
async def lifespan1(app: FastAPI) -> AsyncIterator[None]:
    asyncio.run(init_db())  # E[fastapi-event-loop]
    yield


@asynccontextmanager
async def lifespan2(app: FastAPI) -> AsyncIterator[None]:
    create_tables()  # E[fastapi-event-loop]
    yield


@asynccontextmanager
async def lifespan3(app: FastAPI) -> AsyncIterator[None]:
    asyncio.create_task(init_db())
    asyncio.get_running_loop()
    yield


@asynccontextmanager
async def lifespan4(app: FastAPI) -> AsyncIterator[None]:
    await asyncio.to_thread(create_tables)
    yield
    await anyio.to_thread.run_sync(create_tables)


@asynccontextmanager
async def lifespan5(app: FastAPI) -> AsyncIterator[None]:
    yield
    asyncio.get_event_loop().run_until_complete(init_db())  # E[fastapi-event-loop]


app = FastAPI()
bad = [FastAPI(lifespan=lifespan1), FastAPI(lifespan=lifespan2), FastAPI(lifespan=lifespan5)]
good = [FastAPI(lifespan=lifespan3), FastAPI(lifespan=lifespan4)]

starting = FastAPI()


@starting.on_event("startup")
def start() -> None:
    asyncio.run(init_db())  # E[fastapi-event-loop]


starting_later = FastAPI()


@starting_later.on_event("startup")
async def start_later() -> None:
    loop = asyncio.get_event_loop()
    loop.run_until_complete(init_db())  # E[fastapi-event-loop]


started = FastAPI()


@started.on_event("startup")
def start_task() -> None:
    asyncio.create_task(init_db())
    asyncio.get_running_loop()


added = FastAPI()


def start_added() -> None:
    create_tables()  # E[fastapi-event-loop]


added.router.add_event_handler("startup", start_added)
given = FastAPI(on_startup=[start_added])

failing = FastAPI()


@failing.exception_handler(KeyError)
def on_key(request: Request, exc: Exception) -> JSONResponse:
    asyncio.create_task(init_db())  # E[fastapi-event-loop]
    return JSONResponse({}, 418)


@failing.exception_handler(ValueError)
async def on_value(request: Request, exc: Exception) -> JSONResponse:
    asyncio.create_task(init_db())
    return JSONResponse({}, 418)


@failing.exception_handler(IndexError)
async def on_index(request: Request, exc: Exception) -> JSONResponse:
    create_tables()  # E[fastapi-event-loop]
    return JSONResponse({}, 418)


@failing.exception_handler(OSError)
def on_os(request: Request, exc: Exception) -> JSONResponse:
    create_tables()
    return JSONResponse({}, 418)


@failing.get("/k")
def k() -> None:
    raise KeyError


@failing.get("/v")
def v() -> None:
    raise ValueError


@failing.get("/i")
def i() -> None:
    raise IndexError


@failing.get("/o")
def o() -> None:
    raise OSError


wrapped = FastAPI()


@wrapped.middleware("http")
async def mid(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    asyncio.create_task(init_db())
    asyncio.run(init_db())  # E[fastapi-event-loop]
    return await call_next(request)


audited = FastAPI()


class Audit(BaseHTTPMiddleware):
    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        create_tables()  # E[fastapi-event-loop]
        return await call_next(request)


audited.add_middleware(Audit)


def demonstrate(client: TestClient) -> None:
    for wrong in (*bad, starting, starting_later, added, given):
        with pytest.raises(RuntimeError), TestClient(wrong):
            pass
    for right in (*good, started):
        with TestClient(right):
            pass
    for path, status in (("/k", 500), ("/v", 418), ("/i", 500), ("/o", 418)):
        found = TestClient(failing, raise_server_exceptions=False).get(path)
        assert found.status_code == status
    for application in (wrapped, audited):
        found = TestClient(application, raise_server_exceptions=False).get("/")
        assert found.status_code == 500
