# Exit stacks that commit nothing, or before the value is provided.
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    saved = 0

    def commit(self) -> None:
        self.saved += 1

    def rollback(self) -> None: ...

    def close(self) -> None: ...


class Stack:
    def __enter__(self) -> "Stack":
        return self

    def __exit__(self, *_: object) -> None: ...

    def callback(self, function: object) -> None: ...


@contextmanager
def transaction() -> Iterator[Session]:
    session = Session()
    yield session
    session.rollback()


def closed() -> Iterator[Session]:
    with ExitStack() as stack:
        session = stack.enter_context(closing(Session()))
        stack.callback(session.rollback)
        yield session


def rolled_back() -> Iterator[Session]:
    with ExitStack() as stack:
        yield stack.enter_context(transaction())


def left_before() -> Iterator[Session]:
    session = Session()
    with ExitStack() as stack:
        stack.callback(session.commit)
    yield session


def of_another_kind() -> Iterator[Session]:
    session = Session()
    with Stack() as stack:
        stack.callback(session.commit)
        yield session


def prepared() -> Iterator[Session]:
    session = Session()
    with ExitStack() as stack:

        def prepare() -> None:
            stack.callback(session.commit)

        assert prepare
        yield session


@app.get("/")
def read(
    one: Annotated[Session, Depends(closed)],
    two: Annotated[Session, Depends(rolled_back)],
    three: Annotated[Session, Depends(left_before)],
    four: Annotated[Session, Depends(of_another_kind)],
    five: Annotated[Session, Depends(prepared)],
) -> list[int]:
    return [session.saved for session in (one, two, three, four, five)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [0, 0, 1, 0, 0]
