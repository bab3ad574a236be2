# A `begin()` block commits when it is left, and it encloses the yield.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

app = FastAPI()
log: list[str] = []


class Recorder:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            log.append(message["type"])
            await send(message)

        await self.app(scope, receive, note)


app.add_middleware(Recorder)


class Session:
    async def __aenter__(self) -> "Session":
        return self

    async def __aexit__(self, *error: object) -> None: ...

    @asynccontextmanager
    async def begin(self) -> AsyncIterator["Session"]:
        yield self
        self.commit()

    def commit(self) -> None:
        log.append("commit")


class Engine:
    @contextmanager
    def begin(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.commit()


engine = Engine()


async def one_after_the_other() -> AsyncIterator[Session]:
    async with Session() as session:
        async with session.begin():
            yield session


async def in_one() -> AsyncIterator[Session]:
    async with Session() as session, session.begin():
        yield session


def of_the_engine() -> Iterator[Session]:
    with engine.begin() as connection:
        yield connection


async def after_the_yield() -> AsyncIterator[Session]:
    async with Session() as session:
        yield session
        async with session.begin():
            pass


@contextmanager
def transaction() -> Iterator[Session]:
    with engine.begin() as connection:
        yield connection


def of_a_helper() -> Iterator[Session]:
    manager = transaction()
    with manager as connection:
        yield connection


@app.get("/1")
async def read_1(
    session: Annotated[Session, Depends(one_after_the_other)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/2")
async def read_2(
    session: Annotated[Session, Depends(in_one)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/3")
async def read_3(
    session: Annotated[Session, Depends(of_the_engine)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/4")
async def read_4(
    session: Annotated[Session, Depends(after_the_yield)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/5")
async def read_5(
    session: Annotated[Session, Depends(of_a_helper)],  # E[fastapi-late-commit]
) -> None: ...


def demonstrate(client: TestClient) -> None:
    for number in range(1, 6):
        log.clear()
        assert client.get(f"/{number}").status_code == 200
        assert log == ["http.response.start", "http.response.body", "commit"], number
