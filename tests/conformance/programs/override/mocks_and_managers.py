# What FastAPI cannot call, fills from the query, or does not enter.
# outcome: 500
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Annotated
from unittest.mock import MagicMock, create_autospec

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


class Repository:
    def all(self) -> list[str]:
        return ["real"]


class Fake(Repository):
    def all(self) -> list[str]:
        return ["fake"]


def get_repository() -> Repository:
    return Repository()


@contextmanager
def managed() -> Iterator[Repository]:
    yield Fake()


@asynccontextmanager
async def managed_later() -> AsyncIterator[Repository]:
    yield Fake()


app = FastAPI()


@app.get("/")
def read(repository: Annotated[Repository, Depends(get_repository)]) -> list[str]:
    return repository.all()


def answer() -> int:
    client = TestClient(app, raise_server_exceptions=False)
    try:
        return client.get("/").status_code
    except TypeError:  # What cannot be called is refused before anything answers.
        return 500


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_repository] = partial(MagicMock())  # E[fastapi-override]
    assert answer() == 422
    app.dependency_overrides[get_repository] = MagicMock(spec=Repository)  # E[fastapi-override]
    assert answer() == 422
    mock = MagicMock(Repository)
    app.dependency_overrides[get_repository] = mock  # E[fastapi-override]
    assert answer() == 422
    app.dependency_overrides[get_repository] = lambda: managed()  # E[fastapi-override]
    assert answer() == 500
    app.dependency_overrides[get_repository] = lambda: managed_later()  # E[fastapi-override]
    assert answer() == 500
    app.dependency_overrides[get_repository] = Depends(Fake)  # E[fastapi-override]
    assert answer() == 500
    # Right.
    app.dependency_overrides[get_repository] = lambda: MagicMock(spec=Repository, all=list)
    assert answer() == 200
    app.dependency_overrides[get_repository] = create_autospec(get_repository, return_value=Fake())
    assert answer() == 200
    app.dependency_overrides[get_repository] = partial(Fake)
    assert answer() == 200
