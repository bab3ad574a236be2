# A class in the place of the function that "middleware" takes: Starlette awaits its object.
# outcome: 500
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

Next = Callable[[Request], Awaitable[Response]]
app = FastAPI()
called = FastAPI()
right = FastAPI()
awaited = FastAPI()


@app.middleware("http")  # type: ignore[arg-type,unused-ignore]
class Plain:  # E[fastapi-handler]
    def __init__(self, app: ASGIApp, other: Any = None) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        return await call_next(request)


called.middleware("http")(Timing)  # E[fastapi-handler]


class Limit:
    async def __call__(self, request: Request, call_next: Next) -> Response:
        return await call_next(request)


right.middleware("http")(Limit())
right.add_middleware(Timing)


@awaited.middleware("http")
class Awaited:
    def __init__(self, request: Request, call_next: Next) -> None:
        self.going_on = call_next(request)

    def __await__(self) -> Generator[Any, Any, Response]:
        return self.going_on.__await__()


for each in (app, called, right, awaited):

    @each.get("/")
    def read() -> str:
        return "x"


def demonstrate(client: TestClient) -> Any:
    for each, status in ((called, 500), (right, 200), (awaited, 200)):
        assert TestClient(each, raise_server_exceptions=False).get("/").status_code == status
    return client.get("/")
