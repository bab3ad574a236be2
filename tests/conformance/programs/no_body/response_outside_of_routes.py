# A response is built for a status without a body in helpers, handlers and middleware.
# outcome: protocol-error
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI, Request, Response, status
from fastapi.testclient import TestClient
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse

app = FastAPI()


def nothing() -> Response:
    return JSONResponse({}, status_code=status.HTTP_204_NO_CONTENT)  # E[fastapi-no-body]


class Pages:
    def empty(self) -> Response:
        page = HTMLResponse("<p>Nothing</p>", HTTPStatus.NO_CONTENT)  # E[fastapi-no-body]
        page.headers["x-page"] = "empty"
        return page


@app.exception_handler(KeyError)
async def nothing_found(request: Request, error: Exception) -> Response:
    return PlainTextResponse("nothing", status_code=204)  # E[fastapi-no-body]


@app.middleware("http")
async def not_modified(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    if request.headers.get("if-none-match") == "*":
        return Response(b"not modified", status_code=304)  # E[fastapi-no-body]
    return await call_next(request)


@app.get("/helper")
def helper() -> Response:
    return nothing()


@app.get("/missing")
def missing() -> Response:
    raise KeyError("missing")


def demonstrate(client: TestClient) -> None:
    assert client.get("/helper").content == b"{}"
    assert client.get("/missing").content == b"nothing"
    assert client.get("/", headers={"if-none-match": "*"}).content == b"not modified"
