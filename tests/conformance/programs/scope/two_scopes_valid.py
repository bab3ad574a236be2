# One dependency under two scopes: the one that is still open is passed on.
# fastapi: 0.134
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


class Session:
    closed = False

    def use(self) -> str:
        log.append("closed" if self.closed else "open")
        return log[-1]


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


First = Annotated[Session, Depends(get_session, scope="function")]
Last = Annotated[Session, Depends(get_session)]


def use(session: Session) -> None:
    session.use()


async def rows_of(session: Session) -> AsyncIterator[str]:
    yield session.use()


@app.get("/task")
def task(first: First, last: Last, tasks: BackgroundTasks) -> None:
    first.use()
    tasks.add_task(use, last)


@app.get("/stream")
def stream(first: First, last: Last) -> StreamingResponse:
    first.use()
    return StreamingResponse(rows_of(last))


@app.get("/lines")
async def lines(first: First, last: Last) -> AsyncIterator[str]:
    yield last.use()


def demonstrate(client: TestClient) -> None:
    for path in ("task", "stream", "lines"):
        assert client.get(f"/{path}").status_code == 200
    assert set(log) == {"open"}
