# The default scope of a router counts where a `Depends` does not say.
# outcome: silent
# fastapi: 0.134
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedFastAPI, ScopedRouter

app = FastAPI()
scoped = ScopedRouter(dependency_scope="function")
inner = ScopedRouter(dependency_scope="request")
plain = APIRouter()
log: list[str] = []


class Session:
    closed = False

    def use(self) -> None:
        log.append("closed" if self.closed else "open")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session)]


@scoped.get("/closed/task")
def task(session: SessionDep, tasks: BackgroundTasks) -> None:
    tasks.add_task(session.use)  # E[fastapi-scope]


@scoped.get("/closed/stream")
def stream(session: Annotated[Session, Depends(get_session)]) -> StreamingResponse:
    def rows() -> Iterator[str]:
        session.use()
        yield "row"

    return StreamingResponse(rows())  # E[fastapi-scope]


@scoped.get("/closed/generator")
async def generator(session: SessionDep) -> AsyncIterator[str]:  # E[fastapi-scope]
    session.use()
    yield "row"


@scoped.get("/open/request")
def said(
    session: Annotated[Session, Depends(get_session, scope="request")], tasks: BackgroundTasks
) -> None:
    tasks.add_task(session.use)


@inner.get("/open/inner")
def of_inner(session: SessionDep, tasks: BackgroundTasks) -> None:
    tasks.add_task(session.use)


@plain.get("/open/plain")
def of_plain(session: SessionDep, tasks: BackgroundTasks) -> None:
    tasks.add_task(session.use)


for router in (scoped, inner, plain):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("task", "stream", "generator"):
        log.clear()
        assert client.get(f"/closed/{path}").status_code == 200
        assert log == ["closed"], path
    for path in ("request", "inner", "plain"):
        log.clear()
        assert client.get(f"/open/{path}").status_code == 200
        assert log == ["open"], path
