# A lifespan that may be None: then the event handlers run, and a mounted application has nothing to start.
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

RUN: list[str] = []


@asynccontextmanager
async def connected(app: FastAPI) -> AsyncIterator[None]:
    RUN.append("lifespan")
    yield


def of_parameter(lifespan: Lifespan | None = None) -> FastAPI:
    app = FastAPI(lifespan=lifespan)

    @app.on_event("startup")
    def start() -> None:
        RUN.append("parameter")

    return app


def of_local(testing: bool) -> FastAPI:
    lifespan = None if testing else connected
    app = FastAPI(lifespan=lifespan)

    @app.on_event("startup")
    def start() -> None:
        RUN.append("local")

    return app


def of_options(**options: Lifespan) -> FastAPI:
    return FastAPI(lifespan=options.get("lifespan"), on_startup=[lambda: RUN.append("options")])


def of_either(lifespan: Lifespan | None = None) -> FastAPI:
    app = FastAPI(lifespan=lifespan or None)
    app.router.on_startup.append(lambda: RUN.append("either"))
    return app


def chosen() -> Lifespan | None:
    if "CONNECT" in os.environ:
        return connected
    return None


of_function = FastAPI(lifespan=chosen())


@of_function.on_event("startup")
def start_function() -> None:
    RUN.append("function")


class Server:
    lifespan: Lifespan | None = None

    def __init__(self, inner: Lifespan | None = None) -> None:
        self._inner = inner
        self.app = FastAPI(lifespan=self.lifespan)
        self.app.on_event("startup")(lambda: RUN.append("class"))
        self.other = FastAPI(lifespan=self._inner)
        self.other.on_event("startup")(lambda: RUN.append("attribute"))


server = Server()
app = FastAPI()
app.mount("/inner", FastAPI(lifespan=connected if "CONNECT" in os.environ else None))
app.mount("/chosen", FastAPI(lifespan=chosen()))


def demonstrate(client: TestClient) -> None:
    RUN.clear()
    applications = [of_parameter(), of_local(True), of_options(), of_either(), of_function]
    for each in (*applications, server.app, server.other, app):
        with TestClient(each):
            pass
    assert RUN == ["parameter", "local", "options", "either", "function", "class", "attribute"]
