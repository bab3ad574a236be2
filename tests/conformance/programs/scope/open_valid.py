# Values that are open when they are used.
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.responses import JSONResponse

log: list[str] = []


class Session:
    closed = False
    id = 3

    def use(self, *_: object) -> str:
        log.append("closed" if self.closed else "open")
        return "x"

    def rows(self) -> list[str]:
        return [self.use()]


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


def get_number() -> Iterator[int]:
    yield 3


Scoped = Annotated[Session, Depends(get_session, scope="function")]
Requested = Annotated[Session, Depends(get_session, scope="request")]
app = FastAPI()


def use(session: Session) -> None:
    session.use()


def work(number: object) -> None:
    log.append("open")


@app.get("/1")
def one(tasks: BackgroundTasks, session: Requested) -> None:
    tasks.add_task(use, session)


@app.get("/2")
def two(tasks: BackgroundTasks, session: Scoped) -> None:
    tasks.add_task(work, session.id)


@app.get("/3")
def three(session: Scoped) -> StreamingResponse:
    rows = session.rows()
    return StreamingResponse(iter(rows))


@app.get("/4")
def four(session: Scoped) -> StreamingResponse:
    return StreamingResponse(row for row in session.rows())


@app.get("/5")
def five(
    tasks: BackgroundTasks, number: Annotated[int, Depends(get_number, scope="function")]
) -> None:
    tasks.add_task(work, number)


@app.get("/6")
def six(tasks: BackgroundTasks, session: Scoped) -> None:
    session.use()
    session = Session()
    tasks.add_task(use, session)


@app.get("/7")
def seven(session: Scoped) -> list[str]:
    return [row for row in session.rows()]


@app.get("/8")
def eight(tasks: BackgroundTasks, session: Scoped) -> None:
    tasks.add_task(partial(work, session.use()))


@app.get("/9")
async def nine(session: Scoped) -> JSONResponse:
    return JSONResponse([session.use()])


@app.get("/10")
def ten(tasks: BackgroundTasks, session: Scoped) -> None:
    def task() -> None:
        use(Session())

    tasks.add_task(task)


@app.get("/11")
def eleven(session: Scoped) -> StreamingResponse:
    found = session.use()

    def inner() -> Iterator[str]:
        yield found

    return StreamingResponse(inner())


@app.get("/12")
def twelve(tasks: BackgroundTasks, given: Annotated[str, Depends(lambda s: s)] = "") -> None:
    tasks.add_task(work, given)


def demonstrate(client: TestClient) -> None:
    for i in range(1, 12):
        log.clear()
        assert client.get(f"/{i}").status_code == 200, i
        assert set(log) == {"open"}, i
