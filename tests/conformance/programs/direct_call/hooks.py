# Lifespans, event handlers, exception handlers and middleware are called without their dependencies.
# outcome: silent
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware

seen: list[str] = []
Next = Callable[[Request], Awaitable[Response]]


def get_db() -> str:
    return "db"


@asynccontextmanager
async def lifespan(
    app: FastAPI,
    db: str = Depends(get_db),  # E[fastapi-direct-call]
) -> AsyncIterator[None]:
    seen.append(type(db).__name__)
    yield


app = FastAPI(lifespan=lifespan)
other = FastAPI()


class Timed(BaseHTTPMiddleware):
    async def dispatch(
        self,
        request: Request,
        call_next: Next,
        db: str = Depends(get_db),  # E[fastapi-direct-call]
    ) -> Response:
        seen.append(type(db).__name__)
        return await call_next(request)


@other.on_event("startup")
async def startup(db: str = Depends(get_db)) -> None:  # E[fastapi-direct-call]
    seen.append(type(db).__name__)


@app.middleware("http")
async def observe(
    request: Request,
    call_next: Next,
    db: str = Depends(get_db),  # E[fastapi-direct-call]
) -> Response:
    seen.append(type(db).__name__)
    return await call_next(request)


@app.exception_handler(ValueError)
async def handle(
    request: Request,
    error: Exception,
    db: str = Depends(get_db),  # E[fastapi-direct-call]
) -> Response:
    seen.append(type(db).__name__)
    return JSONResponse({}, 400)


async def handle_key(
    request: Request,
    error: Exception,
    db: str = Depends(get_db),  # E[fastapi-direct-call]
) -> Response:
    seen.append(type(db).__name__)
    return JSONResponse({}, 400)


async def handle_index(
    request: Request,
    error: Exception,
    db: str = Depends(get_db),  # E[fastapi-direct-call]
) -> Response:
    return JSONResponse(type(db).__name__, 400)


app.add_exception_handler(KeyError, handle_key)
app.add_middleware(Timed)
third = FastAPI(exception_handlers={IndexError: handle_index})


@app.get("/value")
def value() -> None:
    raise ValueError


@app.get("/key")
def key() -> None:
    raise KeyError


def demonstrate(client: TestClient) -> None:
    with TestClient(other):
        pass
    assert client.get("/value").status_code == 400
    assert client.get("/key").status_code == 400
    assert len(seen) == 8, seen
    assert set(seen) == {"Depends"}
