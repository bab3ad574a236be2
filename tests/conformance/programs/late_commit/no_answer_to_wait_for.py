# A websocket, and a handler that yields what it sends: nothing would commit before they have sent.
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


class Session:
    def commit(self) -> None:
        log.append("commit")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


@app.websocket("/socket", dependencies=[Depends(get_session)])
async def talk(socket: WebSocket, session: Annotated[Session, Depends(get_session)]) -> None:
    await socket.accept()
    await socket.send_text("told")
    log.append("told")


@app.get("/stream")
async def stream(session: Annotated[Session, Depends(get_session)]) -> AsyncIterator[int]:
    yield 1
    log.append("told")


def demonstrate(client: TestClient) -> None:
    with client.websocket_connect("/socket") as socket:
        assert socket.receive_text() == "told"
    assert client.get("/stream").text == "1\n"
    assert log == ["told", "commit", "told", "commit"]
