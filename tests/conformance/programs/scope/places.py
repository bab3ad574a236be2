# Values that are used after they are closed.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()
used: list[bool] = []


class Session:
    closed = False

    def rows(self) -> Iterator[str]:
        used.append(self.closed)
        yield "x"

    def use(self) -> None:
        used.append(self.closed)


def get_session() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.closed = True


Scoped = Annotated[Session, Depends(get_session, scope="function")]
Plain = Annotated[Session, Depends(get_session)]


def work(session: Session) -> None:
    session.use()


@app.get("/0")
def r0(session: Scoped, tasks: BackgroundTasks) -> str:
    tasks.add_task(work, session)  # E[fastapi-scope]
    return "x"


@app.get("/1")
def r1(session: Scoped, tasks: BackgroundTasks) -> str:
    tasks.add_task(session.use)  # E[fastapi-scope]
    return "x"


@app.get("/2")
def r2(session: Scoped) -> Any:
    return StreamingResponse(session.rows())  # E[fastapi-scope]


@app.get("/3")
def r3(session: Scoped) -> Any:
    def rows() -> Iterator[str]:
        yield from session.rows()

    return StreamingResponse(rows())  # E[fastapi-scope]


@app.get("/4")
def r4(session: Scoped, tasks: BackgroundTasks) -> str:
    tasks.add_task(lambda: session.use())  # E[fastapi-scope]
    return "x"


@app.get("/v0")
def v0(session: Plain, tasks: BackgroundTasks) -> str:
    tasks.add_task(work, session)
    return "x"


@app.get("/v1")
def v1(session: Plain) -> Any:
    return StreamingResponse(session.rows())


@app.get("/v2")
def v2(session: Scoped) -> Any:
    rows = list(session.rows())
    return StreamingResponse(iter(rows))


@app.get("/v3")
def v3(session: Scoped, tasks: BackgroundTasks) -> str:
    tasks.add_task(print, str(session.closed))
    return "x"


def demonstrate(client: TestClient) -> None:
    for n in range(5):
        used.clear()
        client.get(f"/{n}")
        assert used == [True], n
    for n in range(4):
        used.clear()
        client.get(f"/v{n}")
        assert used in ([False], []), n
