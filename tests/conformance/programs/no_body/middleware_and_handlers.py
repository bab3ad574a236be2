# Empty answers from middleware, exception handlers and plain Starlette routes.
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import Route

Next = Callable[[Request], Awaitable[Response]]


class NotModified(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        if request.headers.get("if-none-match"):
            return Response(status_code=304)
        response = await call_next(request)
        if response.status_code == 204:
            return Response(status_code=204, headers=dict(response.headers))
        return response


async def health(request: Request) -> Response:
    return Response(status_code=204)


app = FastAPI(routes=[Route("/health", health)])
app.add_middleware(NotModified)
app.add_route("/ready", health)


@app.exception_handler(KeyError)
async def missing(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=404)


@app.exception_handler(LookupError)
async def gone(request: Request, error: Exception) -> Response:
    return Response(status_code=204)


@app.get("/key")
def by_key() -> None:
    raise KeyError("key")


@app.get("/index")
def by_index() -> None:
    raise IndexError


def demonstrate(client: TestClient) -> None:
    assert client.get("/health").status_code == 204
    assert client.get("/ready").status_code == 204
    assert client.get("/key").status_code == 404
    assert client.get("/index").status_code == 204
    assert client.get("/key", headers={"if-none-match": "1"}).status_code == 304
