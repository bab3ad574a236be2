# Generators that are closed as early as what they depend on, and values that nothing closes.
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()
log: list[str] = []


class Session:
    closed = False

    def use(self) -> None:
        log.append("closed" if self.closed else "open")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


@response_scoped_dependency
def get_scoped() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


@response_scoped_dependency
def get_number() -> int:
    return 3


def plain_with_scope(number: int = 3) -> int:
    return number


def through(number: Annotated[int, Depends(plain_with_scope, scope="function")]) -> int:
    return number


class Users:
    def __init__(self, session: Annotated[Session, Depends(get_session, scope="function")]) -> None:
        self.session = session


def scoped_too(users: Annotated[Users, Depends(Users)]) -> Iterator[None]:
    yield
    users.session.use()


@response_scoped_dependency
def also_scoped(session: Annotated[Session, Depends(get_scoped)]) -> Iterator[None]:
    yield
    session.use()


def direct(
    session: Annotated[Session, Depends(get_session, scope="function")],
) -> Iterator[None]:
    yield
    session.use()


def over_request_scope(session: Annotated[Session, Depends(get_session)]) -> Iterator[None]:
    yield
    session.use()


def closes_nothing(
    a: Annotated[int, Depends(get_number)], b: Annotated[int, Depends(through)]
) -> Iterator[None]:
    yield
    log.append("open" if a == b else "closed")


def not_a_generator(users: Annotated[Users, Depends()]) -> None:
    users.session.use()


class Handlers:
    def finish(self, users: Annotated[Users, Depends()]) -> Iterator[None]:
        yield
        users.session.use()


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


def describe(session: Session) -> str:
    session.use()
    return "session"


def count_users(session: SessionDep) -> str:
    return describe(session)


def require_user(session: SessionDep) -> None:
    describe(session)


class Summary:
    def __init__(self, session: SessionDep) -> None:
        self.is_closed = session.use() is not None


def after_reading(
    count: Annotated[str, Depends(count_users)],
    summary: Annotated[Summary, Depends()],
    _: Annotated[None, Depends(require_user)],
) -> Iterator[None]:
    yield
    log.append("closed" if summary.is_closed or not count else "open")


Scoped = Annotated[None, Depends(scoped_too, scope="function")]


@app.get("/")
def read(
    a: Scoped,
    b: Annotated[None, Depends(also_scoped)],
    c: Annotated[None, Depends(direct, scope="function")],
    d: Annotated[None, Depends(over_request_scope)],
    e: Annotated[None, Depends(closes_nothing)],
    f: Annotated[None, Depends(not_a_generator)],
    g: None = Depends(Handlers().finish, scope="function"),
) -> None: ...


@app.get("/read-before")
def read_before(a: None = Depends(after_reading)) -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    assert log == ["open"] * 7
    assert client.get("/read-before").status_code == 200
    assert log == ["open"] * 11
