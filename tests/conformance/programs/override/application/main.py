# Tests of an application in modules of its own, with fixtures.
# outcome: silent
from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import dependencies, routes
from .dependencies import User, get_session

app = FastAPI()
app.include_router(routes.router)


def fixture_of_application() -> Iterator[FastAPI]:
    app.dependency_overrides[dependencies.get_user] = lambda: "user"  # E[fastapi-override]
    yield app
    app.dependency_overrides.clear()


def fixture_that_imports():
    from .dependencies import get_user

    def get_test_user() -> dict[str, str]:
        return {"name": "a"}

    app.dependency_overrides[get_user] = get_test_user  # E[fastapi-override]
    app.dependency_overrides[get_session] = User  # E[fastapi-override]


class TestUsers:
    def setup_method(self) -> None:
        app.dependency_overrides[dependencies.get_user] = self.get_user  # E[fastapi-override]

    def get_user(self) -> str:
        return "user"


def demonstrate(client: TestClient) -> None:
    fixture = fixture_of_application()
    next(fixture)
    assert client.get("/").json() == ["str", "Session"]
    fixture_that_imports()
    assert client.get("/").json() == ["dict", "User"]
    TestUsers().setup_method()
    assert client.get("/").json() == ["str", "User"]
