# A decorator, a route class or a router of one's own may understand what is returned.
import functools
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient


def with_status(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if isinstance(result, HTTPException):
            raise result
        if isinstance(result, tuple):
            return JSONResponse(result[0], status_code=result[1])
        return result

    return wrapper


class StatusRoute(APIRoute):
    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, with_status(endpoint), **options)


class StatusRouter(APIRouter):
    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().add_api_route(path, with_status(endpoint), **options)


app = FastAPI()
by_route = APIRouter(prefix="/route", route_class=StatusRoute)
by_router = StatusRouter(prefix="/router")


@app.get("/tuple")
@with_status
def decorated():
    return {"error": "a"}, 404


@app.get("/exception")
@with_status
def decorated_exception():
    return HTTPException(404)


@by_route.get("/tuple")
def of_route_class():
    return {"error": "a"}, 404


@by_route.get("/exception")
def exception_of_route_class():
    return HTTPException(404)


@by_router.get("/tuple")
def of_router():
    return {"error": "a"}, 404


app.include_router(by_route)
app.include_router(by_router)


def demonstrate(client: TestClient) -> None:
    for path in ("tuple", "exception", "route/tuple", "route/exception", "router/tuple"):
        assert client.get(f"/{path}").status_code == 404, path
