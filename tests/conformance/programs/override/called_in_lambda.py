# What a lambda returns is passed on as it is: a generator is not entered, a coroutine not awaited.
# outcome: silent
from collections.abc import Iterator

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def close(self) -> None:
        return None


def get_session() -> Iterator[Session]:
    yield Session()


async def get_name() -> str:
    return "real"


@app.get("/session")
def read_session(session: Session = Depends(get_session)) -> str:
    return type(session).__name__


@app.get("/name")
def read_name(name: str = Depends(get_name)) -> str:
    return type(name).__name__


def fake_session() -> Iterator[Session]:
    yield Session()


def not_annotated():
    yield Session()


async def fake_name() -> str:
    return "fake"


app.dependency_overrides[get_session] = lambda: fake_session()  # E[fastapi-override]
app.dependency_overrides[get_session] = lambda: not_annotated()  # E[fastapi-override]
app.dependency_overrides[get_name] = lambda: fake_name()  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    assert client.get("/session").json() == "generator"
    assert client.get("/name").json() == "coroutine"
