# Tests replace objects by others that look like them.
from types import SimpleNamespace
from typing import Any, Protocol
from unittest.mock import AsyncMock, MagicMock, Mock, create_autospec

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Session:
    def __init__(self) -> None:
        self.items: list[object] = []

    def add(self, item: object) -> None:
        self.items.append(item)

    def commit(self) -> None: ...


class Clock(Protocol):
    def now(self) -> int: ...

    def zone(self) -> str: ...


class UserRow:
    id = 1
    name = "a"


class UserRead(BaseModel):
    id: int
    email: str = ""


class FakeSession:
    def add(self, item: object) -> None: ...


class SessionWithItems:
    def __init__(self) -> None:
        self.items = ["a"]


class EmptySession: ...


class AnySession:
    def __getattr__(self, name: str) -> Any:
        return None

    def other(self) -> None: ...


class HalfAClock:
    def now(self) -> int:
        return 1


class SessionOfClass:
    @classmethod
    def add(cls, item: object) -> None: ...


def get_session() -> Session:
    return Session()


def get_clock() -> Clock:
    raise NotImplementedError


def get_user() -> UserRow:
    return UserRow()


def get_mock() -> Mock:
    return Mock()


@app.get("/")
def read(session: Session = Depends(get_session), user: UserRow = Depends(get_user)) -> str:
    return type(session).__name__


def demonstrate(client: TestClient) -> None:
    for override in (FakeSession, EmptySession, AnySession, SessionWithItems):
        app.dependency_overrides[get_session] = override
        assert client.get("/").json() == override.__name__
    app.dependency_overrides[get_session] = FakeSession
    app.dependency_overrides[get_session] = lambda: FakeSession()
    app.dependency_overrides[get_session] = lambda: SessionWithItems()
    app.dependency_overrides[get_session] = lambda: EmptySession()
    app.dependency_overrides[get_session] = lambda: AnySession()
    app.dependency_overrides[get_session] = lambda: SimpleNamespace(add=print)
    app.dependency_overrides[get_session] = lambda: object()
    app.dependency_overrides[get_session] = lambda: MagicMock()
    app.dependency_overrides[get_session] = lambda: AsyncMock(spec=Session)
    app.dependency_overrides[get_session] = lambda: create_autospec(Session)
    app.dependency_overrides[get_session] = lambda: SessionOfClass
    app.dependency_overrides[get_session] = get_mock
    assert client.get("/").json() == "Mock"
    app.dependency_overrides[get_clock] = HalfAClock
    app.dependency_overrides[get_user] = lambda: UserRead(id=1)
    assert client.get("/").status_code == 200
