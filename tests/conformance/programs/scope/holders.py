# A repository or a service keeps the session, and is used when that is closed.
# outcome: silent
# fastapi: 0.134
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

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


class Repository:
    def __init__(self, session: SessionDep) -> None:
        self.session = session

    def save(self) -> None:
        self.session.use()

    def save_all(self) -> None:
        for _ in range(1):
            self.save()

    def rows(self) -> Iterator[str]:
        self.session.use()
        yield "row"


class BookRepository(Repository):
    pass


@dataclass
class Records:
    session: SessionDep
    name: str = "records"

    def write(self) -> None:
        self.session.use()


class Service:
    def __init__(
        self, repository: Annotated[BookRepository, Depends()], name: str = "service"
    ) -> None:
        self.books: Repository = repository
        self.name = name

    def restock(self) -> None:
        self.books.save()


def get_repository(session: SessionDep) -> Repository:
    return Repository(session)


def get_service(repository: Annotated[Repository, Depends(get_repository)]) -> Service:
    return Service(repository, name="made")  # type: ignore[arg-type]


@app.get("/class")
def of_class(tasks: BackgroundTasks, books: Annotated[Repository, Depends()]) -> None:
    tasks.add_task(books.save)  # E[fastapi-scope]


@app.get("/subclass")
def of_subclass(tasks: BackgroundTasks, books: BookRepository = Depends()) -> None:
    tasks.add_task(books.save_all)  # E[fastapi-scope]


@app.get("/dataclass")
def of_dataclass(tasks: BackgroundTasks, records: Annotated[Records, Depends()]) -> None:
    tasks.add_task(records.write)  # E[fastapi-scope]


@app.get("/function")
def of_function(
    tasks: BackgroundTasks, books: Annotated[Repository, Depends(get_repository)]
) -> None:
    tasks.add_task(lambda: books.save())  # E[fastapi-scope]


@app.get("/service")
def of_service(tasks: BackgroundTasks, service: Annotated[Service, Depends()]) -> None:
    tasks.add_task(service.restock)  # E[fastapi-scope]


@app.get("/service-of-function")
def of_service_of_function(
    tasks: BackgroundTasks, service: Annotated[Service, Depends(get_service)]
) -> None:
    def later() -> None:
        service.restock()

    tasks.add_task(later)  # E[fastapi-scope]


@app.get("/stream")
def stream(books: Annotated[Repository, Depends(get_repository)]) -> StreamingResponse:
    return StreamingResponse(books.rows())  # E[fastapi-scope]


@app.get("/attribute")
def attribute(tasks: BackgroundTasks, service: Annotated[Service, Depends()]) -> None:
    tasks.add_task(service.books.session.use)  # E[fastapi-scope]


@app.get("/made-here")
def made_here(tasks: BackgroundTasks, session: SessionDep) -> None:
    books = Repository(session)
    tasks.add_task(books.save)  # E[fastapi-scope]


@app.get("/stream-made-here")
def stream_made_here(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(Repository(session=session).rows())  # E[fastapi-scope]


@app.get("/lines")
def lines(books: Annotated[Repository, Depends()]) -> Iterator[str]:  # E[fastapi-scope]
    yield from books.rows()


PATHS = (
    *("class", "subclass", "dataclass", "function", "service", "service-of-function", "stream"),
    *("attribute", "made-here", "stream-made-here", "lines"),
)


def demonstrate(client: TestClient) -> None:
    for path in PATHS:
        log.clear()
        assert client.get(f"/{path}").status_code == 200, path
        assert log == ["closed"], path
