# A handler of an exception of one's own stands behind the middleware as well.
# outcome: 500
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware


class ShopError(Exception): ...


class NotPaid(ShopError): ...


app = FastAPI()


@app.exception_handler(ShopError)
async def on_error(request: Request, error: ShopError) -> JSONResponse:
    return JSONResponse({}, 402)


def verify(request: Request) -> None:
    if request.url.path == "/verified":
        raise ShopError


class Paid(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        if request.url.path == "/raised":
            raise NotPaid()  # E[fastapi-handler]
        verify(request)  # E[fastapi-handler]
        try:
            if request.url.path == "/caught":
                raise NotPaid()
        except ShopError as error:
            return await on_error(request, error)
        if request.url.path == "/meant":
            raise RuntimeError("Nobody has a handler for it.")
        return await call_next(request)


app.add_middleware(Paid)


@app.get("/route")
def route() -> None:
    raise NotPaid()


def demonstrate(client: TestClient) -> None:
    for path in ["/raised", "/verified", "/meant"]:
        assert client.get(path).status_code == 500, path
    for path in ["/caught", "/route"]:
        assert client.get(path).status_code == 402, path
