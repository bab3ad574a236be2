# Names of another library, and a `Depends` of one's own.
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def commit(self) -> None: ...


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


def Depends(dependency: Callable[..., Any]) -> int:
    return len(dependency.__name__)


@app.get("/")
def read(session: int = Depends(get_session)) -> int:
    return session


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 11
