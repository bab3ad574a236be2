# The same, where the value is used before the response is sent.
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

from fastapi import Depends, FastAPI, Response
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

app = FastAPI()
log: list[str] = []


class Session:
    closed = False
    names = ["a", "b"]

    def use(self) -> None:
        log.append("closed" if self.closed else "open")

    def rows(self) -> Iterator[str]:
        self.use()
        yield "row"

    def all(self) -> list[str]:
        self.use()
        return ["row"]


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


def show(name: str) -> None:
    log.append(name)


@app.get("/variable")
def variable(session: SessionDep) -> Response:
    task = BackgroundTask(show, session.names[0])
    return Response("done", background=task)


@app.get("/map")
def mapped(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(map(str.upper, session.all()))


@app.get("/slice")
def sliced(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(islice(list(session.rows()), 3))


@app.get("/expression")
def expression(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(row.upper() for row in session.all())


@app.get("/names")
def names(session: SessionDep) -> StreamingResponse:
    session.use()
    return StreamingResponse(name for name in session.names)


def demonstrate(client: TestClient) -> None:
    for path in ("variable", "map", "slice", "expression", "names"):
        log.clear()
        assert client.get(f"/{path}").status_code == 200, path
        assert log == (["a"] if path == "variable" else ["open"]), path
