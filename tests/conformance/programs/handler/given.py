# Exception handlers and middlewares in other spellings.
# outcome: 500
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware import Middleware
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint


class AError(Exception): ...


class BError(Exception): ...


class CError(Exception): ...


class DError(Exception): ...


class EError(Exception): ...


async def on_a(request: Request, exc: Exception) -> dict[str, str]:
    return {"detail": "a"}  # E[fastapi-handler]


def on_b(exc: Exception) -> JSONResponse:  # E[fastapi-handler]
    return JSONResponse({}, 400)


def on_c(request: Request, exc: CError) -> None:  # E[fastapi-handler]
    print(exc)


class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        if request.url.path == "/auth":
            raise HTTPException(401)  # E[fastapi-handler]
        return await call_next(request)


app = FastAPI(
    exception_handlers={AError: on_a, BError: on_b},
    middleware=[Middleware(Auth)],
)
app.add_exception_handler(CError, on_c)


@app.exception_handler(DError)
async def on_d(request: Request, exc: DError):
    return "d", 400  # E[fastapi-handler]


@app.exception_handler(EError)
async def on_e(request: Request, exc: EError):
    return HTTPException(400)  # E[fastapi-handler]


@app.middleware("http")
async def check(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    match request.url.path:
        case "/mw":
            raise HTTPException(401)  # E[fastapi-handler]
        case "/helper":
            refuse()  # E[fastapi-handler]
        case _:
            pass
    return await call_next(request)


def refuse() -> None:
    raise HTTPException(401)


@app.get("/a")
def a() -> None:
    raise AError


@app.get("/b")
def b() -> None:
    raise BError


@app.get("/c")
def c() -> None:
    raise CError


@app.get("/d")
def d() -> None:
    raise DError


@app.get("/e")
def e() -> None:
    raise EError


def demonstrate(client: TestClient) -> None:
    for path in ("a", "b", "d", "e", "auth", "mw", "helper"):
        assert client.get(f"/{path}").status_code == 500, path
