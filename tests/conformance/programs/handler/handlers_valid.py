# Handlers that answer, that raise again, or that have nothing to answer.
import logging
from typing import Any

from fastapi import FastAPI, HTTPException, Request, WebSocket, WebSocketException
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from fastapi.testclient import TestClient

app = FastAPI()
logger = logging.getLogger(__name__)


class Missing(Exception):
    pass


class Locked(Exception):
    pass


class Answer:
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse("own")(scope, receive, send)


@app.exception_handler(Missing)
async def on_missing(request: Request, error: Missing) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, 404)


@app.exception_handler(HTTPException)
async def on_http(request: Request, error: HTTPException) -> Response:
    logger.warning("answered as usual")
    return await http_exception_handler(request, error)


@app.exception_handler(RequestValidationError)
def on_invalid(request: Request, *others: Any, status: int = 422) -> Any:
    response = JSONResponse({}, status)
    return response


@app.exception_handler(Exception)
async def on_error(request: Request, error: Exception) -> Any:
    logger.error("raised again")
    raise error


@app.exception_handler(WebSocketException)
@app.exception_handler(WebSocketRequestValidationError)
async def on_websocket(websocket: WebSocket, error: Exception) -> None:
    await websocket.close(1008)


@app.exception_handler(LookupError)
async def on_lookup(websocket: WebSocket, error: LookupError) -> None:
    await websocket.close(1008)


@app.exception_handler(Locked)
def on_locked(request: Request, error: Locked) -> Any:
    return Answer()


class Registry:
    def exception_handler(self, error: Any) -> Any:
        return lambda function: function


@Registry().exception_handler(Missing)
def on_registry() -> dict[str, str]:
    return {}


@app.get("/missing")
def missing() -> None:
    raise Missing


@app.get("/locked")
def locked() -> None:
    raise Locked


def demonstrate(client: TestClient) -> None:
    assert client.get("/missing").status_code == 404
    assert client.get("/unknown").status_code == 404
    assert client.get("/locked").text == "own"
