# Tasks that are made before the response, and generators behind functions that iterate lazily.
# outcome: silent
from collections.abc import Iterator
from itertools import chain, islice
from typing import Annotated

from fastapi import Depends, FastAPI, Response
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask, BackgroundTasks

app = FastAPI()
log: list[str] = []


class Session:
    closed = False

    def use(self) -> None:
        log.append("closed" if self.closed else "open")

    def rows(self) -> Iterator[str]:
        self.use()
        yield "row"


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


def use(session: Session) -> None:
    session.use()


def rows_of(session: Session) -> Iterator[str]:
    session.use()
    yield "row"


@app.get("/variable")
def variable(session: SessionDep) -> Response:
    task = BackgroundTask(use, session)  # E[fastapi-scope]
    return Response("done", background=task)


@app.get("/attribute")
def attribute(session: SessionDep) -> Response:
    response = Response("done")
    response.background = BackgroundTask(session.use)  # E[fastapi-scope]
    return response


@app.get("/list")
def listed(session: SessionDep) -> Response:
    tasks = BackgroundTasks([BackgroundTask(use, session)])  # E[fastapi-scope]
    return Response("done", background=tasks)


@app.get("/map")
def mapped(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(map(str.upper, rows_of(session)))  # E[fastapi-scope]


@app.get("/chain")
def chained(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(chain(["header"], rows_of(session)))  # E[fastapi-scope]


@app.get("/slice")
def sliced(session: SessionDep) -> StreamingResponse:
    rows = islice(session.rows(), 3)
    return StreamingResponse(rows)  # E[fastapi-scope]


@app.get("/expression")
def expression(session: SessionDep) -> StreamingResponse:
    return StreamingResponse(row.upper() for row in session.rows())  # E[fastapi-scope]


def demonstrate(client: TestClient) -> None:
    for path in ("variable", "attribute", "list", "map", "chain", "slice", "expression"):
        log.clear()
        assert client.get(f"/{path}").status_code == 200, path
        assert log == ["closed"], path
