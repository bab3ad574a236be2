# Tasks and generators that the handler itself runs to their end.
from collections.abc import AsyncIterator, Iterator
from functools import partial
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


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


def use(session: Session) -> str:
    return session.use()


async def rows_of(session: Session) -> AsyncIterator[str]:
    yield session.use()


def lines_of(session: Session) -> Iterator[str]:
    yield session.use()


@app.get("/tasks")
async def tasks(session: SessionDep) -> None:
    own = BackgroundTasks()
    own.add_task(use, session)
    own.add_task(lambda: session.use())
    await own()


@app.get("/partial")
def called(session: SessionDep, tasks: BackgroundTasks) -> None:
    now = partial(use, session)
    text = now()
    tasks.add_task(log.append, text)


@app.get("/rows")
async def rows(session: SessionDep) -> StreamingResponse:
    found = [row async for row in rows_of(session)]
    return StreamingResponse(iter(found))


@app.get("/joined")
def joined(session: SessionDep) -> StreamingResponse:
    text = "".join(lines_of(session))
    return StreamingResponse(line for line in [text, *lines_of(session)])


def demonstrate(client: TestClient) -> None:
    for path in ("tasks", "partial", "rows", "joined"):
        log.clear()
        assert client.get(f"/{path}").status_code == 200
        assert set(log) == {"open"}, path
