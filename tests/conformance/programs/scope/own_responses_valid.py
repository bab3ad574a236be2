# Responses that read their content while they are made, in the handler.
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()


class Session:
    closed = False

    def row(self) -> str:
        return "closed" if self.closed else "open"


@response_scoped_dependency
def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session)]


def rows_of(session: Session) -> Iterator[str]:
    yield session.row()


class TextResponse(PlainTextResponse):
    def __init__(self, content: Iterator[str]) -> None:
        super().__init__("".join(content))


class RowsResponse(HTMLResponse):
    def render(self, content: object) -> bytes:
        assert isinstance(content, Session)
        return content.row().encode()


@app.get("/text")
def text(session: SessionDep) -> TextResponse:
    return TextResponse(rows_of(session))


@app.get("/rows")
def rows(session: SessionDep) -> RowsResponse:
    return RowsResponse(session)


@app.get("/json")
def json(session: SessionDep) -> JSONResponse:
    return JSONResponse(list(rows_of(session)))


@app.get("/returned")
def returned(session: SessionDep) -> list[str]:
    return [*rows_of(session)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/text").text == "open"
    assert client.get("/rows").text == "open"
    assert client.get("/json").json() == ["open"]
    assert client.get("/returned").json() == ["open"]
