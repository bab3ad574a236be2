# Tests of an application as most of them are written.
from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import dependencies, routes
from .dependencies import Session, User, get_session, get_user

app = FastAPI()
app.include_router(routes.router)


class FakeSession:
    """Fewer methods than the real one, and one more."""

    committed = False

    def commit(self) -> None:
        self.committed = True


def fixture_of_session() -> Iterator[Session]:
    yield Session()


def fixture_of_client(session, user: User) -> Iterator[TestClient]:
    def override_session():
        yield session

    def override_user():
        return user

    app.dependency_overrides[get_session] = override_session
    app.dependency_overrides[get_user] = override_user
    app.dependency_overrides[dependencies.get_session] = lambda: session
    with TestClient(app) as client:
        yield client
    app.dependency_overrides.clear()


def override_session() -> Iterator[FakeSession]:
    yield FakeSession()


def demonstrate(client: TestClient) -> None:
    for _ in fixture_of_client(Session(), User()):
        assert client.get("/").json() == ["User", "Session"]
    fake = FakeSession()
    app.dependency_overrides[get_session] = override_session
    assert client.get("/").json() == ["User", "FakeSession"]
    app.dependency_overrides[get_session] = lambda: fake
    app.dependency_overrides[get_session] = lambda: cast(Session, fake)
    assert client.get("/").json() == ["User", "FakeSession"]
