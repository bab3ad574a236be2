# Generator endpoints with values that are open until the end, or that are not used.
# fastapi: 0.134
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()
log: list[str] = []


class Session:
    closed = False

    def row(self) -> str:
        return "closed" if self.closed else "open"


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


@response_scoped_dependency
async def get_scoped() -> AsyncIterator[Session]:
    session = Session()
    yield session
    session.closed = True


def get_row(session: Annotated[Session, Depends(get_session, scope="function")]) -> str:
    return session.row()


@app.get("/lines")
async def lines(
    session: Annotated[Session, Depends(get_session)],
    checked: Annotated[Session, Depends(get_scoped)],
    row: Annotated[str, Depends(get_row)],
) -> AsyncIterator[str]:
    assert row == "open"
    yield session.row()


@app.get("/plain")
def plain(session: Annotated[Session, Depends(get_session, scope="function")]) -> list[str]:
    def rows() -> Iterator[str]:
        yield session.row()

    return list(rows())


@app.websocket("/socket")
async def talk(
    socket: WebSocket,
    session: Annotated[Session, Depends(get_session, scope="function")],
) -> None:
    await socket.accept()
    await socket.send_text(session.row())


def rows_of(session: Annotated[Session, Depends(get_session, scope="function")]) -> Iterator[str]:
    yield session.row()


@app.get("/dependency")
def in_a_dependency(row: Annotated[str, Depends(rows_of, scope="function")]) -> str:
    return row


def demonstrate(client: TestClient) -> None:
    assert client.get("/lines").text == '"open"\n'
    assert client.get("/plain").json() == ["open"]
    assert client.get("/dependency").json() == "open"
    with client.websocket_connect("/socket") as socket:
        assert socket.receive_text() == "open"
