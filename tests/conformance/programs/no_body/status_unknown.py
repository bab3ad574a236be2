# A status that only the running program knows.
import os

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()

CODE = 204
CODE = 200
CONDITIONAL = 204 if os.environ.get("EMPTY_ANSWERS") else 200
if os.environ.get("EMPTY_ANSWERS"):
    BRANCHED = 204
else:
    BRANCHED = 200


class Settings:
    status_code: int = 204

    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


settings = Settings(200)


def default_status() -> int:
    return 200


def add_route(path: str, status_code: int = 204) -> None:
    @app.get(path, status_code=status_code)
    def by_parameter():
        return 1


@app.get("/reassigned", status_code=CODE)
def reassigned():
    return 1


@app.get("/conditional", status_code=CONDITIONAL)
def conditional():
    return 1


@app.get("/branched", status_code=BRANCHED)
def branched():
    return 1


@app.get("/settings", status_code=settings.status_code)
def by_settings():
    return 1


@app.get("/call", status_code=default_status())
def by_call():
    return 1


add_route("/parameter", 200)


def demonstrate(client: TestClient) -> None:
    for path in ("reassigned", "conditional", "branched", "settings", "call", "parameter"):
        assert client.get(f"/{path}").json() == 1
