# Every place where a dependency can be asked for, each reported once.
# outcome: silent
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Security
from fastapi.testclient import TestClient

T = TypeVar("T")
log: list[str] = []


class Session:
    def commit(self) -> None:
        log.append("commit")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


class SessionFactory:
    def __call__(self) -> Iterator[Session]:
        yield from get_session()

    def bound(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.commit()

    @staticmethod
    def static() -> Iterator[Session]:
        session = Session()
        yield session
        session.commit()


factory = SessionFactory()
app = FastAPI(dependencies=[Depends(get_session)])  # E[fastapi-late-commit]
router = APIRouter(dependencies=[Depends(get_session)])  # E[fastapi-late-commit]
SessionDep = Annotated[Session, Depends(get_session)]  # E[fastapi-late-commit]
Given = Annotated[T, Depends(get_session)]  # E[fastapi-late-commit]
SESSION = Depends(get_session)  # E[fastapi-late-commit]
in_request_scope = Depends(get_session, scope="request")  # E[fastapi-late-commit]


class Repository:
    def __init__(
        self,
        session: Annotated[Session, Depends(get_session)],  # E[fastapi-late-commit]
    ) -> None:
        self.session = session


@dataclass
class Service:
    session: Annotated[Session, Depends(get_session)]  # E[fastapi-late-commit]


def get_repository(
    session: Session = Depends(get_session),  # E[fastapi-late-commit]
) -> Repository:
    return Repository(session)


@router.get("/", dependencies=[Depends(get_session)])  # E[fastapi-late-commit]
def read(
    a: SessionDep,
    b: Given[Session],
    c: Annotated[Repository, Depends()],
    d: Annotated[Repository, Depends(get_repository)],
    e: Annotated[Service, Depends()],
    f: "Annotated[Session, Depends(get_session)]",  # E[fastapi-late-commit]
    g: Annotated[Session, Security(get_session)],  # E[fastapi-late-commit]
    h: Annotated[Session, Depends(factory)],  # E[fastapi-late-commit]
    i: Annotated[Session, Depends(factory.bound)],  # E[fastapi-late-commit]
    j: Annotated[Session, Depends(SessionFactory.static)],  # E[fastapi-late-commit]
    k: Session = SESSION,
    l: Session = SESSION,
    m: Session = in_request_scope,
) -> None:
    log.clear()


app.include_router(router, dependencies=[Depends(get_session)])  # E[fastapi-late-commit]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    assert log.count("commit") >= 2
