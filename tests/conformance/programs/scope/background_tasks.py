# Every way in which a background task gets hold of a value that is closed before it runs.
# outcome: silent
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


def use(session: Session, *_: object) -> None:
    session.use()


def use_first(sessions: list[Session]) -> None:
    sessions[0].use()


@app.get("/argument")
def argument(session: SessionDep, tasks: BackgroundTasks) -> None:
    tasks.add_task(use, session)  # E[fastapi-scope]


@app.get("/keyword")
async def keyword(
    tasks: BackgroundTasks, session: Session = Depends(get_session, scope="function")
) -> None:
    if session.id:
        tasks.add_task(
            use,
            session=session,  # E[fastapi-scope]
        )


@app.get("/list")
def in_a_list(tasks: BackgroundTasks, session: Annotated[Session, Depends(get_scoped)]) -> None:
    tasks.add_task(use_first, [session])  # E[fastapi-scope]


@app.get("/lambda")
def in_a_lambda(tasks: BackgroundTasks, session: SessionDep) -> None:
    tasks.add_task(lambda: session.use())  # E[fastapi-scope]


@app.get("/default")
def in_a_default(tasks: BackgroundTasks, session: SessionDep) -> None:
    tasks.add_task(lambda given=session: given.use())  # E[fastapi-scope]


@app.get("/method")
def method(tasks: BackgroundTasks, session: SessionDep) -> None:
    tasks.add_task(session.use)  # E[fastapi-scope]


@app.get("/partial")
def in_a_partial(tasks: BackgroundTasks, session: SessionDep) -> None:
    tasks.add_task(partial(use, session))  # E[fastapi-scope]


@app.get("/function")
def local_function(tasks: BackgroundTasks, session: SessionDep) -> None:
    def work() -> None:
        session.use()

    tasks.add_task(work)  # E[fastapi-scope]


@app.get("/functions")
async def local_functions(tasks: BackgroundTasks, session: SessionDep) -> None:
    def deeper() -> None:
        session.use()

    async def work() -> None:
        deeper()

    tasks.add_task(work)  # E[fastapi-scope]


@app.get("/name")
def other_name(tasks: BackgroundTasks, session: SessionDep) -> None:
    same = session
    tasks.add_task(use, same)  # E[fastapi-scope]


@app.get("/class")
def single_task(session: SessionDep) -> Response:
    return JSONResponse({}, background=BackgroundTask(use, session))  # E[fastapi-scope]


def notify(tasks: BackgroundTasks, session: SessionDep) -> None:
    tasks.add_task(use, session)  # E[fastapi-scope]


@app.get("/dependency", dependencies=[Depends(notify)])
def in_a_dependency() -> None: ...


PATHS = [
    *("argument", "keyword", "list", "lambda", "default", "method", "partial", "function"),
    *("functions", "name", "class", "dependency"),
]


def demonstrate(client: TestClient) -> None:
    for path in PATHS:
        log.clear()
        assert client.get(f"/{path}").status_code == 200
        assert log == ["closed"], path
