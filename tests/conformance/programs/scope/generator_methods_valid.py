# What is read at once, or under a scope that outlives the response, is read from an open value.
from collections.abc import Iterator
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def __init__(self) -> None:
        self.is_open = True

    def rows(self) -> Iterator[str]:
        yield "open" if self.is_open else "closed"

    def all(self) -> list[str]:
        return list(self.rows())

    def close(self) -> None:
        self.is_open = False


def get_session() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


@app.get("/list")
def listed(session: Any = Depends(get_session, scope="function")) -> StreamingResponse:
    return StreamingResponse(list(session.rows()))


@app.get("/method")
def method(session: Any = Depends(get_session, scope="function")) -> StreamingResponse:
    return StreamingResponse(session.all())


@app.get("/request")
def of_request(session: Any = Depends(get_session)) -> StreamingResponse:
    return StreamingResponse(session.rows())


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).text == "open", path
