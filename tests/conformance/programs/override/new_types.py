# A NewType of a number or of text is no double of a service.
# outcome: silent
from typing import Annotated, NewType

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()

UserId = NewType("UserId", int)


class Service:
    def __init__(self, size: int = 1) -> None:
        self._size = size


class FakeService:
    pass


def find_user_id() -> UserId | None:
    return UserId(1)


@app.get("/")
def show(service: Annotated[Service, Depends()]) -> bool:
    return isinstance(service, Service)


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[Service] = FakeService
    assert client.get("/").json() is False
    app.dependency_overrides[Service] = find_user_id  # E[fastapi-override]
    assert client.get("/").json() is False
