# FastAPI reads the parameters of an override from the request, too.
# outcome: 422
from collections.abc import Iterator
from typing import Any
from unittest.mock import AsyncMock, MagicMock, Mock

from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def close(self) -> None:
        return None


def get_session() -> Session:
    return Session()


def get_name(request: Request) -> str:
    return "real"


@app.get("/session")
def read_session(session: Session = Depends(get_session)) -> str:
    return type(session).__name__


@app.get("/name")
def read_name(name: str = Depends(get_name)) -> str:
    return name


def anything(*args: Any, **kwargs: Any) -> Session:
    return Session()


mock = MagicMock(name="session")
app.dependency_overrides[get_session] = MagicMock()  # E[fastapi-override]
app.dependency_overrides[get_session] = Mock(return_value=Session())  # E[fastapi-override]
app.dependency_overrides[get_session] = AsyncMock()  # E[fastapi-override]
app.dependency_overrides[get_session] = MagicMock  # E[fastapi-override]
app.dependency_overrides[get_session] = mock  # E[fastapi-override]
app.dependency_overrides[get_session] = lambda session: Session()  # E[fastapi-override]
app.dependency_overrides[get_session] = lambda *args: Session()  # E[fastapi-override]
app.dependency_overrides[get_session] = lambda **kwargs: Session()  # E[fastapi-override]
app.dependency_overrides[get_name] = lambda request: "fake"  # E[fastapi-override]
app.dependency_overrides[get_session] = anything  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    assert client.get("/session").status_code == 422
    assert client.get("/name").status_code == 422
