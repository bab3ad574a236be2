# Background tasks with what was read before, with values that are closed later, or never.
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

app = FastAPI()
log: list[str] = []


class Session:
    id = 3
    closed = False

    def use(self, *_: object) -> None:
        log.append("closed" if self.closed else "open")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


@response_scoped_dependency
async def get_scoped() -> AsyncIterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


RequestDep = Annotated[Session, Depends(get_session)]


def use(session: Session) -> None:
    session.use()


def note(*values: object) -> None:
    log.append("open" if values else "none")


def plain(session: Session = Depends(get_session, scope="request")) -> Session:
    return session


@response_scoped_dependency
def number() -> int:
    return 3


class Queue:
    def add_task(self, function: object, *arguments: object) -> None:
        log.append("open")


@app.get("/request-scope")
def request_scope(session: RequestDep, tasks: BackgroundTasks) -> None:
    tasks.add_task(use, session)
    tasks.add_task(session.use)


@app.get("/read-before")
def read_before(session: SessionDep, tasks: BackgroundTasks) -> None:
    identity = session.id
    names = [session.id for _ in range(3)]
    tasks.add_task(note, session.id, identity, names, str(session), f"{session.id}")
    tasks.add_task(lambda: note(identity))


@app.get("/plain")
def not_a_generator(
    tasks: BackgroundTasks,
    session: Annotated[Session, Depends(plain, scope="function")],
    three: Annotated[int, Depends(number)],
) -> None:
    tasks.add_task(use, session)
    tasks.add_task(note, three)


@app.get("/queue")
def queue(session: SessionDep) -> None:
    Queue().add_task(note, session)
    background = Queue()
    background.add_task(note, session)


@app.get("/rebound")
def rebound(session: SessionDep, tasks: BackgroundTasks) -> None:
    session = Session()
    tasks.add_task(use, session)


@app.get("/shadowed")
def shadowed(session: SessionDep, tasks: BackgroundTasks) -> None:
    def work(session: Session) -> None:
        session.use()

    tasks.add_task(work, Session())
    tasks.add_task(lambda session: session.use(), Session())


@app.get("/own")
def own(session: SessionDep, tasks: BackgroundTasks) -> None:
    session.use()

    def work() -> None:
        session = Session()
        session.use()

    tasks.add_task(work)


@app.get("/called")
def called(session: SessionDep, tasks: BackgroundTasks) -> None:
    def now() -> int:
        return session.id

    tasks.add_task(note, now())


@app.get("/opened")
async def opened(tasks: BackgroundTasks) -> None:
    async def work() -> None:
        async with get_scoped.open() as session:
            session.use()

    tasks.add_task(work)


@app.get("/response")
def response(session: SessionDep) -> Response:
    return JSONResponse({}, background=BackgroundTask(note, session.id))


PATHS = [
    *("request-scope", "read-before", "plain", "queue", "rebound", "shadowed", "own"),
    *("called", "opened", "response"),
]


def demonstrate(client: TestClient) -> None:
    for path in PATHS:
        log.clear()
        assert client.get(f"/{path}").status_code == 200
        assert set(log) == {"open"}, path
