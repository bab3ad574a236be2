# A class that a server's worker makes puts its application together with routers that functions make.
# enable: fastapi-unused-router
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .parts import init_updates_router


class Server:
    def __init__(self, publisher: object | None = None) -> None:
        self.publisher = publisher
        self.app: FastAPI = self._init_app()

    def _init_app(self) -> FastAPI:
        app = FastAPI()
        self._configure_routes(app)
        return app

    def _configure_routes(self, app: FastAPI) -> None:
        updates = init_updates_router(self.publisher)
        app.include_router(updates, tags=["Updates"])


def create_app(*args: object, **kwargs: object) -> FastAPI:
    return Server(*args).app


app = FastAPI()


def demonstrate(client: TestClient) -> None:
    assert TestClient(create_app()).get("/updates").json() == "x"
