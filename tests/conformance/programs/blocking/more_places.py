# The loop, context variables and blocking calls in other places.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import contextlib
import contextvars
import time
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

import anyio.to_thread
from fastapi import BackgroundTasks, Depends, FastAPI, Request, WebSocket
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel, create_engine, select

engine = create_engine("sqlite://")
app = FastAPI()
current = contextvars.ContextVar[str]("current", default="none")


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


async def helper(session: Session) -> Any:
    return await inner(session)


async def inner(session: Session) -> Any:
    return session.connection().execute(text("select 1")).scalar()


def sync_helper(session: Session) -> Any:
    return session.exec(select(1)).one()


def set_current(request: Request) -> None:
    current.set("x")  # E[fastapi-event-loop]


async def set_right(request: Request) -> AsyncIterator[None]:
    token = current.set("right")
    yield
    with contextlib.suppress(ValueError):
        current.reset(token)


@app.get("/0")
async def r0(session: SessionDep) -> Any:
    return sync_helper(session)  # E[fastapi-blocking]


@app.get("/1")
async def r1(session: SessionDep) -> Any:
    return await helper(session)  # E[fastapi-blocking]


@app.get("/2")
async def r2() -> Any:
    for _ in range(1):
        time.sleep(0)  # E[fastapi-blocking]
    return 1


@app.get("/3")
async def r3() -> Any:
    try:
        return 1
    finally:
        time.sleep(0)  # E[fastapi-blocking]


@app.get("/4")
async def r4(n: int = 1) -> Any:
    return n and time.sleep(0)  # E[fastapi-blocking]


@app.get("/5", dependencies=[Depends(set_current)])
async def r5() -> str:
    return current.get()


@app.get("/6")
async def r6() -> Any:
    with Session(engine) as session:
        return session.exec(select(1)).one()  # E[fastapi-blocking]


@app.get("/v0", dependencies=[Depends(set_right)])
async def v0() -> str:
    return current.get()


@app.get("/v1")
async def v1(session: SessionDep) -> Any:
    return await anyio.to_thread.run_sync(sync_helper, session)


@app.get("/v2")
async def v2(tasks: BackgroundTasks, session: SessionDep) -> Any:
    tasks.add_task(time.sleep, 0)
    tasks.add_task(sync_helper, session)
    return 1


@app.get("/v3")
def v3(session: SessionDep) -> Any:
    return sync_helper(session)


@app.get("/v4")
async def v4() -> Any:
    def work() -> int:
        time.sleep(0)
        return 1

    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, work)


def demonstrate(client: TestClient) -> None:
    assert client.get("/5").json() == "none"
    assert client.get("/v0").json() == "right"
