# Generators that commit before they yield, in an except block, elsewhere, or not at all.
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


class Session:
    def commit(self) -> None:
        log.append("commit")

    def rollback(self) -> None: ...

    def close(self) -> None: ...

    def begin_nested(self) -> "Session":
        return self

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class Repository:
    def __init__(self, session: Session) -> None:
        self.session = session

    def commit(self, message: str) -> None:
        log.append(message)


def closed() -> Iterator[Session]:
    with Session() as session:
        yield session


def rolled_back() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.rollback()


def before() -> Iterator[Session]:
    session = Session()
    session.commit()
    try:
        yield session
    finally:
        session.close()


def when_it_fails() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except ValueError:
        session.commit()
        raise


def in_another_branch() -> Iterator[Session]:
    session = Session()
    if log:
        yield session
        return
    session.commit()
    yield session


def in_a_function() -> Iterator[Session]:
    session = Session()

    def finish() -> None:
        session.commit()

    later = lambda: session.commit()
    yield session
    with suppress(ValueError):
        del finish, later


def never_reached() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()
    return
    session.commit()


def with_a_message() -> Iterator[Repository]:
    repository = Repository(Session())
    yield repository
    repository.commit("not a transaction")


def savepoint() -> Iterator[Session]:
    with Session() as session, session.begin_nested():
        yield session


async def nested_generator() -> AsyncIterator[Session]:
    async def other() -> AsyncIterator[Session]:
        yield Session()
        Session().commit()

    yield Session()
    del other


def committed_by_the_handler() -> Session:
    session = Session()
    session.commit()
    return session


@app.get("/")
async def read(
    a: Annotated[Session, Depends(closed)],
    b: Annotated[Session, Depends(rolled_back)],
    c: Annotated[Session, Depends(before)],
    d: Annotated[Session, Depends(when_it_fails)],
    e: Annotated[Session, Depends(in_another_branch)],
    f: Annotated[Session, Depends(in_a_function)],
    g: Annotated[Session, Depends(never_reached)],
    h: Annotated[Repository, Depends(with_a_message)],
    i: Annotated[Session, Depends(savepoint)],
    j: Annotated[Session, Depends(nested_generator)],
    k: Annotated[Session, Depends(committed_by_the_handler)],
    ending: str = "",
) -> str:
    a.commit()
    log.append("handled")
    return "done"


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "done"
    last = log.index("handled")
    assert "commit" not in log[last:]
