# Names of another library: a Depends, tasks and streams of one's own.
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

app = FastAPI()


class Session:
    def close(self) -> None: ...


class BackgroundTasks:
    def add_task(self, function: Callable[..., Any], *arguments: Any) -> None:
        function(*arguments)


class StreamingResponse(PlainTextResponse):
    def __init__(self, content: Iterator[str]) -> None:
        super().__init__("".join(content))


def get_session() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


def Depends(dependency: Callable[..., Any], scope: str) -> Session:
    return next(dependency())


def rows_of(session: Session) -> Iterator[str]:
    yield type(session).__name__


def helper(session: Session = Depends(get_session, scope="function")) -> StreamingResponse:
    BackgroundTasks().add_task(print, session)
    return StreamingResponse(rows_of(session))


@app.get("/")
def read() -> PlainTextResponse:
    return helper()


def demonstrate(client: TestClient) -> None:
    assert client.get("/").text == "Session"
