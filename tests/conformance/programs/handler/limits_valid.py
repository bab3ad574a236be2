# As prometheus-instrumentator, slowapi, OpenTelemetry, Sentry, cashews and feature flags have it.
import functools
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any, ParamSpec, TypeVar

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

P = ParamSpec("P")
T = TypeVar("T")


class RateLimitExceeded(HTTPException):
    def __init__(self, limit: str) -> None:
        super().__init__(429, detail=limit)


def _rate_limit_exceeded_handler(request: Request, exc: RateLimitExceeded) -> Response:
    response = JSONResponse({"error": f"Rate limit exceeded: {exc.detail}"}, status_code=429)
    response.headers["retry-after"] = "1"
    return response


class Instrumentator:
    def instrument(self, app: FastAPI) -> "Instrumentator":
        @app.middleware("http")
        async def measure(
            request: Request, call_next: Callable[[Request], Awaitable[Response]]
        ) -> Response:
            start = time.perf_counter()
            response = await call_next(request)
            response.headers["x-took"] = str(time.perf_counter() - start)
            return response

        return self

    def expose(self, app: FastAPI, endpoint: str = "/metrics") -> "Instrumentator":
        @app.get(endpoint, include_in_schema=False)
        def metrics(request: Request) -> Response:
            response = Response(content=b"x")
            response.headers["Content-Type"] = "text/plain"
            return response

        return self


class BodyLimit:
    def __init__(self, app: ASGIApp, limit: int = 1000) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = 0

        async def limited() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.limit:
                raise HTTPException(413)
            return message

        await self.app(scope, limited, send)


class Security(BaseHTTPMiddleware):
    def __init__(self, app: ASGIApp, *, header: str) -> None:
        super().__init__(app)
        self.header = header

    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        if request.headers.get("x-bad"):
            return JSONResponse({"detail": "no"}, status_code=403)
        response = await call_next(request)
        response.headers.setdefault(self.header, "1")
        return response


def cached(ttl: int) -> Callable[[Callable[P, Awaitable[T]]], Callable[P, Awaitable[T]]]:
    def decorator(function: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @functools.wraps(function)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            return await function(*args, **kwargs)

        return wrapper

    return decorator


def feature(name: str) -> Callable[[Request], None]:
    def check(request: Request) -> None:
        if name not in request.app.state.features:
            raise HTTPException(404)

    return check


async def rate_limit(request: Request, response: Response) -> None:
    response.headers["x-ratelimit-limit"] = "10"
    if request.headers.get("x-many"):
        raise RateLimitExceeded("10/minute")


def client_ip(request: Request) -> str:
    return request.client.host if request.client else ""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.features = {"a"}
    yield
    app.state.features.clear()


app = FastAPI(lifespan=lifespan)
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)  # type: ignore[arg-type]
app.add_middleware(Security, header="x-secure")
app.add_middleware(BodyLimit, limit=10)
Instrumentator().instrument(app).expose(app)
api = APIRouter(prefix="/api", dependencies=[Depends(rate_limit)])


@api.get("/0", dependencies=[Depends(feature("a"))])
@cached(ttl=60)
async def r0(request: Request, ip: Annotated[str, Depends(client_ip)]) -> dict[str, str]:
    return {"ip": ip}


@api.get("/1")
async def r1(tasks: BackgroundTasks) -> Response:
    tasks.add_task(print, "sent")
    return PlainTextResponse("x")


@api.get("/2", dependencies=[Depends(feature("b"))])
def r2() -> str:
    return "x"


app.include_router(api)


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> PlainTextResponse:
    return PlainTextResponse(str(exc), status_code=400)


def demonstrate(client: TestClient) -> None:
    assert client.get("/api/0").headers["x-secure"] == "1"
    assert client.get("/api/0", headers={"x-many": "1"}).status_code == 429
    assert client.get("/api/2").status_code == 404
    assert client.get("/metrics").text == "x"
