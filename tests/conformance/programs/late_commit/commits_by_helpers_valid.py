# What is called after the yield commits nothing, or something that it has opened for itself.
from collections.abc import Iterator
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


def new_session() -> Session:
    return Session()


def save(session: Session) -> None:
    session.commit()


def undo(session: Session) -> None:
    session.rollback()
    session.close()


def log_it(session: Session) -> None:
    own = new_session()
    own.commit()
    session.close()


def log_again(session: Session) -> None:
    session.close()
    session = new_session()
    session.commit()


def log_with_helper(session: Session) -> None:
    session.close()
    save(new_session())


def save_when_it_fails(session: Session) -> None:
    try:
        session.close()
    except Exception:
        session.commit()


def saver(session: Session) -> object:
    def inner() -> None:
        session.commit()

    return inner


def saved_before() -> Iterator[Session]:
    session = Session()
    save(session)
    yield session
    undo(session)


def saved_when_it_fails() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        save(session)
        raise


def with_a_log() -> Iterator[Session]:
    session = Session()
    yield session
    log_it(session)
    log_again(session)
    log_with_helper(session)
    save_when_it_fails(session)
    saver(session)


@app.get("/")
def read(
    before: Annotated[Session, Depends(saved_before)],
    failed: Annotated[Session, Depends(saved_when_it_fails)],
    logged: Annotated[Session, Depends(with_a_log)],
    closed_first: Annotated[Session, Depends(saved_before, scope="function")],
) -> list[int]:
    return [before.saved, failed.saved, logged.saved, closed_first.saved]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [1, 0, 0, 1]
