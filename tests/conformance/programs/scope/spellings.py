# Values that are used when they are closed, in other ways.
# outcome: silent
# fastapi: 0.134
import asyncio
import functools
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

import fastapi as f
from fastapi import APIRouter, Depends, FastAPI
from fastapi import BackgroundTasks as BT
from fastapi import Depends as D
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import JSONResponse
from starlette.responses import StreamingResponse as SR

log: list[str] = []


class Session:
    closed = False

    def use(self) -> str:
        log.append("closed" if self.closed else "open")
        return "x"

    def rows(self) -> Iterator[str]:
        yield self.use()


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


class Provider:
    def __call__(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.closed = True

    def get(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.closed = True


Scoped = Annotated[Session, D(get_session, scope="function")]
app = FastAPI()
router = APIRouter()


def use(session: Session) -> None:
    session.use()


async def stream(session: Session) -> AsyncIterator[str]:
    yield session.use()


@app.get("/alias")
def alias(session: Scoped, tasks: BT) -> None:
    tasks.add_task(use, session)  # E[fastapi-scope]


@app.get("/instance")
def instance(tasks: BT, session: Session = D(Provider(), scope="function")) -> None:
    tasks.add_task(use, session)  # E[fastapi-scope]


@app.get("/method")
def method(tasks: BT, session: Session = D(Provider().get, scope="function")) -> None:
    tasks.add_task(session.use)  # E[fastapi-scope]


@app.get("/named")
def named(tasks: BT, session: Scoped) -> None:
    other = session
    tasks.add_task(use, other)  # E[fastapi-scope]


@app.get("/walrus")
def walrus(tasks: BT, session: Scoped) -> None:
    tasks.add_task(use, (other := session))  # E[fastapi-scope]


@router.get("/router")
async def of_router(session: Scoped) -> JSONResponse:
    return JSONResponse({}, background=BackgroundTask(use, session))  # E[fastapi-scope]


@app.get("/task")
def task(session: Scoped) -> JSONResponse:
    tasks = BackgroundTasks()
    tasks.add_task(func=use, session=session)  # E[fastapi-scope]
    return JSONResponse({}, background=tasks)


@app.get("/list")
def listed(session: Scoped) -> JSONResponse:
    return JSONResponse(
        {},
        background=BackgroundTasks([BackgroundTask(use, session)]),  # E[fastapi-scope]
    )


@app.get("/stream")
def streamed(session: Scoped) -> SR:
    return SR(stream(session))  # E[fastapi-scope]


@app.get("/stream2")
def streamed2(session: Scoped) -> f.Response:
    rows = session.rows()
    return f.responses.StreamingResponse(content=rows)  # E[fastapi-scope]


@app.get("/stream3")
def streamed3(session: Scoped) -> StreamingResponse:
    async def inner() -> AsyncIterator[str]:
        yield session.use()

    return StreamingResponse(inner(), media_type="text/plain")  # E[fastapi-scope]


@app.get("/stream4")
def streamed4(session: Scoped) -> StreamingResponse:
    return StreamingResponse(session.use() for _ in range(1))  # E[fastapi-scope]


@app.get("/generator")
def generator(session: Scoped) -> Iterator[str]:  # E[fastapi-scope]
    yield session.use()


class Service:
    def __init__(self, session: Scoped) -> None:
        self.session = session

    def run(self) -> None:
        self.session.use()


@app.get("/service")
def service(tasks: BT, service: Annotated[Service, Depends()]) -> None:
    tasks.add_task(service.run)  # E[fastapi-scope]


@app.get("/conditional")
def conditional(tasks: BT, session: Scoped, a: bool = True) -> None:
    match a:
        case True:
            tasks.add_task(functools.partial(use, session))  # E[fastapi-scope]
        case _:
            pass


def enqueue(tasks: BT, session: Scoped) -> None:
    tasks.add_task(use, session)  # E[fastapi-scope]


@app.get("/dependency", dependencies=[Depends(enqueue)])
def of_dependency() -> None: ...


@app.get("/open1")
def open1(tasks: BT, session: Annotated[Session, Depends(get_session)]) -> None:
    tasks.add_task(use, session)


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    paths = "alias instance method named walrus router task list stream stream2 stream3 stream4 generator service conditional dependency"
    for path in paths.split():
        log.clear()
        client.get(f"/{path}")
        assert log == ["closed"], path
    log.clear()
    client.get("/open1")
    assert log == ["open"]
