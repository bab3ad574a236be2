# Every way in which a generator commits after its yield, and the order that the client sees.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
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
    def commit(self) -> None:
        log.append("commit")

    def rollback(self) -> None: ...

    def close(self) -> None: ...


class AsyncSession:
    async def commit(self) -> None:
        log.append("commit")

    async def rollback(self) -> None: ...


def plain() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


async def awaited() -> AsyncIterator[AsyncSession]:
    session = AsyncSession()
    yield session
    await session.commit()


def in_the_try() -> Iterator[Session]:
    session = Session()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


async def in_else() -> AsyncIterator[AsyncSession]:
    session = AsyncSession()
    try:
        yield session
    except Exception:
        await session.rollback()
        raise
    else:
        await session.commit()


def in_finally() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.commit()


def after_the_try() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except ValueError:
        session.rollback()
        raise
    session.commit()


def under_a_condition() -> Iterator[Session]:
    session = Session()
    failed = False
    try:
        yield session
    except ValueError:
        failed = True
        raise
    finally:
        if not failed:
            session.commit()


def in_branches() -> Iterator[Session]:
    session = Session()
    if log:
        yield session
    else:
        yield Session()
    session.commit()


def returned_from_finally() -> Iterator[Session]:
    session = Session()
    try:
        yield session
        return
    finally:
        session.commit()


def in_a_loop() -> Iterator[Session]:
    for session in [Session()]:
        yield session
        session.commit()


def with_a_value() -> Iterator[Session]:
    session = Session()
    response = yield session
    if response is None:
        session.commit()


@app.get("/plain")
def read_plain(session: Annotated[Session, Depends(plain)]) -> None: ...  # E[fastapi-late-commit]


@app.get("/awaited")
async def read_awaited(
    session: AsyncSession = Depends(awaited),  # E[fastapi-late-commit]
) -> None: ...


@app.get("/in_the_try")
def read_in_the_try(
    session: Annotated[Session, Depends(in_the_try)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/in_else")
async def read_in_else(
    session: Annotated[AsyncSession, Depends(in_else)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/in_finally")
def read_in_finally(
    session: Annotated[Session, Depends(in_finally)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/after_the_try")
def read_after_the_try(
    session: Annotated[Session, Depends(after_the_try)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/under_a_condition")
def read_under_a_condition(
    session: Annotated[Session, Depends(under_a_condition)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/in_branches")
def read_in_branches(
    session: Annotated[Session, Depends(in_branches)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/returned_from_finally")
def read_returned(
    session: Annotated[Session, Depends(returned_from_finally)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/in_a_loop")
def read_in_a_loop(
    session: Annotated[Session, Depends(in_a_loop)],  # E[fastapi-late-commit]
) -> None: ...


@app.get("/with_a_value")
def read_with_a_value(
    session: Annotated[Session, Depends(with_a_value)],  # E[fastapi-late-commit]
) -> None: ...


PATHS = [
    "/plain",
    "/awaited",
    "/in_the_try",
    "/in_else",
    "/in_finally",
    "/after_the_try",
    "/under_a_condition",
    "/in_branches",
    "/returned_from_finally",
    "/in_a_loop",
    "/with_a_value",
]


def demonstrate(client: TestClient) -> None:
    for path in PATHS:
        log.clear()
        assert client.get(path).status_code == 200
        assert log == ["http.response.start", "http.response.body", "commit"], path
