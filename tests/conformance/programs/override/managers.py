# A generator function under `contextmanager`, and what a call of one makes, stand in for nothing.
# outcome: 500
# fastapi: 0.124
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    name = "real"


def get_session() -> Iterator[Session]:
    yield Session()


def fake_session():
    yield Session()


async def fake_async():
    return Session()


@contextmanager
def managed() -> Iterator[Session]:
    yield Session()


def named(name: str = "fake") -> Iterator[Session]:
    yield Session()


@app.get("/")
def read(session: Session = Depends(get_session)) -> str:
    return session.name


WRONG = [
    {get_session: contextmanager(fake_session)},
    {get_session: managed},
]
app.dependency_overrides[get_session] = contextmanager(fake_session)  # E[fastapi-override]
app.dependency_overrides[get_session] = managed  # E[fastapi-override]
app.dependency_overrides[get_session] = partial(managed)  # E[fastapi-override]
app.dependency_overrides[get_session] = lambda: fake_session()  # E[fastapi-override]
app.dependency_overrides[get_session] = fake_session()  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    for wrong in WRONG:
        app.dependency_overrides.update(wrong)
        assert client.get("/").status_code == 500
    app.dependency_overrides[get_session] = fake_session
    app.dependency_overrides[get_session] = fake_async
    app.dependency_overrides[get_session] = lambda: next(fake_session())
    app.dependency_overrides[get_session] = lambda: (yield Session())
    app.dependency_overrides[get_session] = partial(named, "x")
    app.dependency_overrides[get_session] = named
    assert client.get("/").json() == "real"
