# Handlers that are methods, and that a class which derives from theirs has in another way.
from typing import Any, Protocol

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient


class Missing(Exception): ...


class Denied(Exception): ...


class Broken(Exception): ...


class Handlers(Protocol):
    def on_broken(self, request: Request, exc: Exception) -> Response: ...


class OwnHandlers:
    def on_broken(self, request: Request, exc: Exception) -> Response:
        return JSONResponse({}, 503)


class Service:
    def __init__(self, app: FastAPI, handlers: Handlers) -> None:
        self.seen: list[str] = []
        app.add_exception_handler(Missing, self.on_missing)
        app.add_exception_handler(Denied, self.on_denied)
        app.add_exception_handler(Broken, handlers.on_broken)

    async def on_missing(self, request: Request, exc: Exception) -> Any:
        """To be written."""

    def on_denied(self, request: Request, exc: Exception) -> Any:
        self.seen.append("denied")


class OwnService(Service):
    async def on_missing(self, request: Request, exc: Exception) -> Any:
        return JSONResponse({}, 404)

    def on_denied(self, request: Request, exc: Exception) -> Any:
        super().on_denied(request, exc)
        return JSONResponse({}, 403)


app = FastAPI()
service = OwnService(app, OwnHandlers())


@app.get("/missing")
def missing() -> None:
    raise Missing


@app.get("/denied")
def denied() -> None:
    raise Denied


@app.get("/broken")
def broken() -> None:
    raise Broken


def demonstrate(client: TestClient) -> None:
    assert client.get("/missing").status_code == 404
    assert client.get("/denied").status_code == 403
    assert client.get("/broken").status_code == 503
