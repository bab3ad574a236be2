# Handlers that answer nothing, and middleware that raises, in other ways.
# outcome: 500
import functools
from typing import Any

import fastapi as f
import starlette.exceptions
from fastapi import FastAPI, HTTPException, Request
from fastapi import HTTPException as HE
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.base import BaseHTTPMiddleware as Base


class A(Exception): ...


class B(A): ...


class C(Exception): ...


class D(Exception): ...


class E(Exception): ...


class G(Exception): ...


class H(Exception): ...


class I(Exception): ...


def on_c(request: Request, error: C) -> dict[str, str]:
    return {"error": "c"}  # E[fastapi-handler]


async def on_d(request: Request, error: D):
    return {"error": "d"}  # E[fastapi-handler]


class OnE:
    async def __call__(self, request: Request, error: E) -> str:
        return "e"  # E[fastapi-handler]

    def method(self, request: Request, error: G) -> dict[str, str]:
        return {"error": "g"}  # E[fastapi-handler]


def with_option(option: str, request: Request, error: H) -> dict[str, str]:
    return {}  # E[fastapi-handler]


app = FastAPI(exception_handlers={C: on_c})


@app.exception_handler(A)
async def on_a(request: Request, error: A) -> dict[str, str]:
    return {"error": "a"}  # E[fastapi-handler]


@app.exception_handler(I)
async def on_i(request: Request):  # E[fastapi-handler]
    return JSONResponse({})


@app.exception_handler(404)
async def on_404(request: Request, error: Exception):
    return "not found", 404  # E[fastapi-handler]


app.add_exception_handler(D, on_d)
app.add_exception_handler(E, OnE())
app.add_exception_handler(G, OnE().method)
app.add_exception_handler(H, functools.partial(with_option, "x"))


@app.exception_handler(RequestValidationError)
def on_invalid(request: Request, error: RequestValidationError):
    return f.encoders.jsonable_encoder({"detail": error.errors()})  # E?[fastapi-handler]


def raiser(error: type[Exception]) -> Any:
    def handler() -> None:
        raise error

    return handler


for cls in (A, B, C, D, E, G, H, I):
    app.add_api_route(f"/{cls.__name__}", raiser(cls))


@app.get("/invalid")
def invalid(a: int) -> None: ...


class Auth(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        if request.url.path == "/auth":
            raise HTTPException(401)  # E[fastapi-handler]
        return await call_next(request)


class Auth2(Base):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        self.verify(request)  # E[fastapi-handler]
        return await call_next(request)

    def verify(self, request: Request) -> None:
        if request.url.path == "/auth2":
            raise HE(status_code=401)


class Auth3:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] == "/auth3":
            raise starlette.exceptions.HTTPException(401)  # E[fastapi-handler]
        await self.app(scope, receive, send)


class Denied(HTTPException):
    def __init__(self) -> None:
        super().__init__(401)


async def check(request: Request) -> None:
    if request.url.path == "/auth4":
        raise Denied


@app.middleware("http")
async def auth4(request: Request, call_next: Any) -> Any:
    await check(request)  # E[fastapi-handler]
    return await call_next(request)


@app.middleware("http")
async def auth5(request: Request, call_next: Any) -> Any:
    if request.url.path == "/auth5":
        error = HTTPException(401)
        raise error  # E[fastapi-handler]
    response = await call_next(request)
    if request.url.path == "/auth6":
        raise HTTPException(401)  # E[fastapi-handler]
    return response


app.add_middleware(Auth)
app.add_middleware(Auth2)
app.add_middleware(Auth3)


def demonstrate(client: TestClient) -> None:
    for path in "A B C D E G H I invalid auth auth2 auth3 auth4 auth5 auth6 missing".split():
        assert client.get(f"/{path}").status_code == 500, path
