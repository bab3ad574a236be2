# Every way in which the content of a stream is read from a value that is closed by then.
# outcome: silent
# fastapi: 0.135
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()


class Session:
    closed = False

    def row(self) -> str:
        return "closed" if self.closed else "open"

    def rows(self) -> Iterator[str]:
        yield self.row()

    def __iter__(self) -> Iterator[str]:
        yield self.row()


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


def rows_of(session: Session) -> Iterator[str]:
    yield session.row()


async def async_rows_of(session: Session) -> AsyncIterator[str]:
    yield session.row()


@app.get("/itself")
def itself(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(session)  # E[fastapi-scope]


@app.get("/generator")
def generator(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(rows_of(session), media_type="text/plain")  # E[fastapi-scope]


@app.get("/async")
async def asynchronous(
    session: Annotated[Session, Depends(get_scoped)],
) -> StreamingResponse:
    return StreamingResponse(content=async_rows_of(session=session))  # E[fastapi-scope]


@app.get("/name")
def named(session: SessionDep) -> StreamingResponse:
    rows = rows_of(session)
    return StreamingResponse(rows)  # E[fastapi-scope]


@app.get("/local")
async def local(session: SessionDep) -> StreamingResponse:
    async def rows() -> AsyncIterator[str]:
        yield session.row()

    return StreamingResponse(rows())  # E[fastapi-scope]


@app.get("/events")
async def events(session: SessionDep) -> EventSourceResponse:
    def row() -> str:
        return session.row()

    async def rows() -> AsyncIterator[str]:
        yield row()

    stream = rows()
    response = EventSourceResponse(
        stream,  # E[fastapi-scope]
    )
    return response


@app.get("/expression")
def expression(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(session.row() for _ in range(1))  # E[fastapi-scope]


@app.get("/method")
def method(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(session.rows())  # E[fastapi-scope]


class Texts(StreamingResponse):
    media_type = "text/plain"


@app.get("/subclass")
def subclass(session: SessionDep) -> StreamingResponse:
    return Texts(rows_of(session))  # E[fastapi-scope]


PATHS = [
    *("itself", "generator", "async", "name", "local", "events", "expression", "method"),
    "subclass",
]


def demonstrate(client: TestClient) -> None:
    for path in PATHS:
        assert client.get(f"/{path}").text == "closed", path
