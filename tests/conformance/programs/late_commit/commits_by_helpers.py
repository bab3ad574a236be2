# The commit after the yield stands in a function or a method that the generator calls there.
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
    dirty = True

    def commit(self) -> None:
        log.append("commit")

    def rollback(self) -> None: ...

    def close(self) -> None: ...


def save(session: Session) -> None:
    session.commit()


def save_or_undo(session: Session) -> None:
    try:
        session.commit()
    except Exception:
        session.rollback()
        raise


async def save_later(*, session: Session) -> None:
    if not session.dirty:
        return
    save_or_undo(session)


class UnitOfWork:
    def __init__(self) -> None:
        self.session = Session()

    def complete(self) -> None:
        self.session.commit()

    def finish(self) -> None:
        self.complete()


def by_function() -> Iterator[Session]:
    session = Session()
    try:
        yield session
        save(session)
    finally:
        session.close()


def in_the_finally() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        save_or_undo(session)


async def by_coroutine() -> AsyncIterator[Session]:
    session = Session()
    yield session
    await save_later(session=session)


def by_method() -> Iterator[UnitOfWork]:
    work = UnitOfWork()
    yield work
    work.complete()


def by_method_of_method() -> Iterator[UnitOfWork]:
    work = UnitOfWork()
    yield work
    if work.session.dirty:
        work.finish()


class Database:
    def _save(self, session: Session) -> None:
        session.commit()

    def session(self) -> Iterator[Session]:
        session = Session()
        yield session
        self._save(session)


database = Database()


@app.get("/function")
def function(session: Annotated[Session, Depends(by_function)]) -> None:  # E[fastapi-late-commit]
    assert session


@app.get("/finally")
def finally_(
    session: Annotated[Session, Depends(in_the_finally)],  # E[fastapi-late-commit]
) -> None:
    assert session


@app.get("/coroutine")
def coroutine(session: Session = Depends(by_coroutine)) -> None:  # E[fastapi-late-commit]
    assert session


@app.get("/method")
def method(work: UnitOfWork = Depends(by_method)) -> None:  # E[fastapi-late-commit]
    assert work


@app.get("/methods")
def methods(work: UnitOfWork = Depends(by_method_of_method)) -> None:  # E[fastapi-late-commit]
    assert work


@app.get("/self")
def self_(session: Session = Depends(database.session)) -> None:  # E[fastapi-late-commit]
    assert session


def demonstrate(client: TestClient) -> None:
    for path in ("/function", "/finally", "/coroutine", "/method", "/methods", "/self"):
        log.clear()
        assert client.get(path).status_code == 200
        assert log == ["http.response.start", "http.response.body", "commit"], path
