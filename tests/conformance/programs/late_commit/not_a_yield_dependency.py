# What commits here is not closed by FastAPI: context managers, lambdas, decorated functions.
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Annotated, Any, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
T = TypeVar("T")


class Session:
    def __init__(self) -> None:
        self.commits = 0

    def commit(self) -> None:
        self.commits += 1


class UnitOfWork:
    def __enter__(self) -> Session:
        self.session = Session()
        return self.session

    def __exit__(self, *error: object) -> None:
        self.session.commit()


def generator() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


def manager() -> AbstractContextManager[Session]:
    return contextmanager(generator)()


def unit_of_work() -> UnitOfWork:
    return UnitOfWork()


def first(function: Callable[[], Iterator[T]]) -> Callable[[], T]:
    def wrapper() -> T:
        value, *_ = function()
        return value

    return wrapper


@first
def decorated() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


class Commits:
    def __init__(self) -> None:
        Session().commit()


@app.get("/")
def read(
    a: Annotated[AbstractContextManager[Session], Depends(manager)],
    b: Annotated[UnitOfWork, Depends(unit_of_work)],
    c: Annotated[UnitOfWork, Depends()],
    d: Annotated[Session, Depends(decorated)],
    e: Annotated[Any, Depends(lambda: generator())],
    f: Annotated[Commits, Depends()],
) -> int:
    with a as first_session, b as second_session, c as third_session:
        pass
    return first_session.commits + second_session.commits + third_session.commits + d.commits


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 4
