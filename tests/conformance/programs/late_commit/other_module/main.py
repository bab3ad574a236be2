# The function stands in another module, and the commit in a context manager that it enters.
# outcome: silent
from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import database as db
from .database import NAMED, Session, SessionDep, UnitOfWork, database, log

app = FastAPI()


class Recorder:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            log.append(message["type"])
            await send(message)

        await self.app(scope, receive, note)


app.add_middleware(Recorder)


async def from_a_method() -> AsyncIterator[Session]:
    async with database.session() as session:
        yield session


async def from_a_class() -> AsyncIterator[Session]:
    async with UnitOfWork() as session:
        yield session


@app.get("/1")
async def read_1(session: SessionDep) -> None: ...


@app.get("/2")
async def read_2(
    session: Annotated[Session, Depends(db.get_session)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/3")
async def read_3(session: Session = Depends(from_a_method)) -> None: ...  # E[fastapi-late-commit]


@app.get("/4")
async def read_4(session: Session = Depends(from_a_class)) -> None: ...  # E[fastapi-late-commit]


@app.get("/5")
async def read_5(session: Session = NAMED) -> None: ...


def demonstrate(client: TestClient) -> None:
    for number in range(1, 6):
        log.clear()
        assert client.get(f"/{number}").status_code == 200
        assert log == ["http.response.start", "http.response.body", "commit"], number
