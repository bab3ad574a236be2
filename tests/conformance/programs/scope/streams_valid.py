# Streams of what was read before, of a session that is still open, and responses that are none.
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


RequestDep = Annotated[Session, Depends(get_session)]


def rows_of(session: Session) -> Iterator[str]:
    yield session.row()


def all_of(session: Session) -> list[str]:
    return [session.row()]


def text_of(rows: list[str]) -> Iterator[str]:
    yield from rows


@app.get("/request-scope")
def request_scope(session: RequestDep) -> StreamingResponse:
    return StreamingResponse(rows_of(session))


@app.get("/list")
def in_a_list(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(list(rows_of(session)))


@app.get("/function")
def function(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(all_of(session))


@app.get("/read")
def read(session: SessionDep) -> StreamingResponse:
    rows = [session.row()]
    return StreamingResponse(text_of(rows))


@app.get("/read-in-the-call")
def read_in_the_call(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(text_of([session.row()]))


@app.get("/first")
def first(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(row for row in [session.row()])


@app.get("/own")
def own(session: SessionDep) -> StreamingResponse:
    text = session.row()

    def rows() -> Iterator[str]:
        session = Session()
        yield session.row() if text == "open" else text

    return StreamingResponse(rows())


@app.get("/events")
async def events(session: SessionDep) -> EventSourceResponse:
    text = session.row()

    async def rows() -> AsyncIterator[str]:
        yield text

    return EventSourceResponse(rows())


@app.get("/opened")
async def opened() -> StreamingResponse:
    async def rows() -> AsyncIterator[str]:
        async with get_scoped.open() as session:
            yield session.row()

    return StreamingResponse(rows())


class TextResponse:
    def __init__(self, rows: Iterator[str]) -> None:
        self.text = "".join(rows)


@app.get("/no-stream")
def no_stream(session: SessionDep) -> StreamingResponse:
    return StreamingResponse([TextResponse(rows_of(session)).text])


PATHS = [
    *("request-scope", "list", "function", "read", "read-in-the-call", "first", "own"),
    *("events", "opened", "no-stream"),
]


def demonstrate(client: TestClient) -> None:
    for path in PATHS:
        assert client.get(f"/{path}").text == "open", path
