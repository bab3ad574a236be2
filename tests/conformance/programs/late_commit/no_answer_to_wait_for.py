# A websocket, a generator endpoint, a stream and a background task that use the session until the
# fastapi: 0.134
# client has its answer.
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, WebSocket
from fastapi.responses import StreamingResponse
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


@app.get("/response")
def response(session: Annotated[Session, Depends(get_session)]) -> StreamingResponse:
    def rows() -> Iterator[str]:
        yield str(session)
        log.append("told")

    return StreamingResponse(rows())


def note(session: Session) -> None:
    log.append("told")


@app.get("/task")
def task(session: Annotated[Session, Depends(get_session)], tasks: BackgroundTasks) -> None:
    tasks.add_task(note, session)


def demonstrate(client: TestClient) -> None:
    with client.websocket_connect("/socket") as socket:
        assert socket.receive_text() == "told"
    assert client.get("/stream").text == "1\n"
    assert client.get("/response").status_code == 200
    assert client.get("/task").status_code == 200
    assert log == ["told", "commit"] * 4
