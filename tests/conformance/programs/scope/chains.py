# Plain functions and classes between a request-scoped generator and what is closed first.
# outcome: silent
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.exceptions import DependencyScopeError
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
@contextmanager
def get_managed() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


class Users:
    def __init__(self, session: SessionDep) -> None:
        self.session = session


def get_users(users: Annotated[Users, Depends(Users)]) -> Users:
    return users


def one(users: Annotated[Users, Depends(Users)]) -> Iterator[None]:  # E[fastapi-scope]
    yield
    users.session.use()


def two(users: Users = Depends(get_users)) -> Iterator[None]:  # E[fastapi-scope]
    yield
    users.session.use()


def three(session: Annotated[Session, Depends(get_scoped)]) -> Iterator[None]:  # E[fastapi-scope]
    yield
    session.use()


def four(session: Session = Depends(get_managed)) -> Iterator[None]:  # E[fastapi-scope]
    yield
    session.use()


class Service:
    def __init__(self, session: SessionDep) -> None:
        self.finish = lambda: session.use()


def five(service: Annotated[Service, Depends()]) -> Iterator[None]:  # E[fastapi-scope]
    yield
    service.finish()


@app.get("/1")
def read_1(value: Annotated[None, Depends(one)]) -> None: ...


@app.get("/2", dependencies=[Depends(two)])
def read_2() -> None: ...


@app.get("/3")
def read_3(value: None = Depends(three)) -> None: ...


@app.get("/4")
def read_4(value: None = Depends(four, scope="request")) -> None: ...


@app.get("/5")
def read_5(value: None = Depends(five)) -> None: ...


def demonstrate(client: TestClient) -> None:
    for number in (1, 2, 5):
        log.clear()
        assert client.get(f"/{number}").status_code == 200
        assert log == ["closed"], number
    for number, chain in ((3, "three -> get_scoped"), (4, "four -> get_managed")):
        try:
            client.get(f"/{number}")
        except DependencyScopeError as error:
            assert chain in str(error)
        else:
            raise AssertionError(f"/{number} was not refused")
