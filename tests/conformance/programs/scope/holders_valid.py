# A repository keeps the session, and what is used later on has nothing to do with that.
# fastapi: 0.134
from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

app = FastAPI()
log: list[str] = []


class Session:
    closed = False

    def use(self) -> None:
        log.append("closed" if self.closed else "open")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]
RequestSession = Annotated[Session, Depends(get_session)]


class Repository:
    def __init__(self, session: SessionDep) -> None:
        self.session = session
        self.names = ["a"]

    def save(self) -> None:
        self.session.use()

    def notify(self) -> None:
        log.append("notified")

    def rows(self) -> Iterator[str]:
        log.append("rows")
        yield from self.names


class OpenRepository:
    def __init__(self, session: RequestSession) -> None:
        self.session = session

    def save(self) -> None:
        self.session.use()


class Reader:
    def __init__(self, session: SessionDep) -> None:
        self.was_closed = session.closed

    def show(self) -> None:
        log.append(str(self.was_closed))


class Reopened:
    def __init__(self, session: SessionDep) -> None:
        session = Session()
        self.session = session

    def save(self) -> None:
        self.session.use()


class Renewed:
    def __init__(self, session: SessionDep) -> None:
        self.session = session

    def save(self) -> None:
        self.session = Session()
        self.session.use()


def get_other(session: SessionDep) -> Repository:
    session.use()
    session = Session()
    return Repository(session)


class Anything:
    def __init__(*arguments: object) -> None: ...


def get_anything(session: SessionDep) -> Anything:
    return Anything(session)


def name_of(books: Repository) -> None:
    log.append(books.names[0])


@app.get("/notify")
def notify(tasks: BackgroundTasks, books: Annotated[Repository, Depends()]) -> None:
    books.save()
    tasks.add_task(books.notify)


@app.get("/open")
def still_open(tasks: BackgroundTasks, books: Annotated[OpenRepository, Depends()]) -> None:
    tasks.add_task(books.save)


@app.get("/read")
def read_before(tasks: BackgroundTasks, reader: Annotated[Reader, Depends()]) -> None:
    tasks.add_task(reader.show)


@app.get("/reopened")
def reopened(tasks: BackgroundTasks, books: Annotated[Reopened, Depends()]) -> None:
    tasks.add_task(books.save)


@app.get("/renewed")
def renewed(tasks: BackgroundTasks, books: Annotated[Renewed, Depends()]) -> None:
    tasks.add_task(books.save)


@app.get("/other")
def other(tasks: BackgroundTasks, books: Annotated[Repository, Depends(get_other)]) -> None:
    tasks.add_task(books.save)


@app.get("/passed")
def passed(
    tasks: BackgroundTasks,
    books: Annotated[Repository, Depends()],
    anything: Annotated[Anything, Depends(get_anything)],
) -> None:
    tasks.add_task(name_of, books)


@app.get("/rows")
def rows(books: Annotated[Repository, Depends()]) -> StreamingResponse:
    return StreamingResponse(books.rows())


@app.get("/run")
async def run(books: Annotated[Repository, Depends()], session: SessionDep) -> None:
    await BackgroundTask(books.save)()
    task = BackgroundTask(session.use)
    await task()


@app.get("/lines")
def lines(books: Annotated[Repository, Depends()]) -> Iterator[str]:
    yield from books.names


def demonstrate(client: TestClient) -> None:
    for path, expected in {
        "notify": ["open", "notified"],
        "open": ["open"],
        "read": ["False"],
        "reopened": ["open"],
        "renewed": ["open"],
        "other": ["open", "open"],
        "passed": ["a"],
        "rows": ["rows"],
        "run": ["open", "open"],
        "lines": [],
    }.items():
        log.clear()
        assert client.get(f"/{path}").status_code == 200, path
        assert log == expected, path
