# The handler of everything stands around the middleware, and answers what that raises.
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient


class ShopError(Exception): ...


async def on_shop_error(request: Request, error: Exception) -> Response:
    return JSONResponse({}, 402)


async def on_error(request: Request, error: Exception) -> Response:
    return JSONResponse({}, 402 if isinstance(error, ShopError) else 500)


async def paid(request: Request, call_next: Any) -> Any:
    if request.url.path == "/raised":
        raise ShopError
    return await call_next(request)


app = FastAPI(exception_handlers={ShopError: on_shop_error, 500: on_error})
app.middleware("http")(paid)


def demonstrate(client: TestClient) -> None:
    quiet = TestClient(app, raise_server_exceptions=False)
    assert quiet.get("/raised").status_code == 402
