# A marker that is passed by hand stays a marker.
# outcome: 500
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query
from fastapi.testclient import TestClient


class Session:
    def query(self) -> list[str]:
        return ["a", "b"]


def get_session() -> Iterator[Session]:
    yield Session()


def list_names(session: Session, limit: int = 1) -> list[str]:
    return session.query()[:limit]


def list_more(session: Session = Depends(get_session)) -> list[str]:
    return session.query()


class Repository:
    def __init__(self, session: Session) -> None:
        self.session = session


def is_marker(given: Any) -> bool:
    return type(given).__name__ == "Depends"


def router_of(guard: Any) -> APIRouter:
    return APIRouter(dependencies=[guard])


app = FastAPI()


@app.get("/0")
def by_position() -> list[str]:
    return list_names(Depends(get_session))  # E[fastapi-direct-call]


@app.get("/1")
def by_name() -> list[str]:
    return list_more(session=Depends(get_session))  # E[fastapi-direct-call]


@app.get("/2")
def of_class() -> list[str]:
    return Repository(Depends(get_session)).session.query()  # E[fastapi-direct-call]


@app.get("/3")
def number(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    return list_names(session, limit=Query(1))  # E[fastapi-direct-call]


@app.get("/right")
def right(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    assert is_marker(Depends(get_session))
    return list_names(session) + list_more(session) + Repository(session).session.query()


app.include_router(router_of(Depends(get_session)))


def demonstrate(client: TestClient) -> None:
    for number in range(4):
        assert client.get(f"/{number}").status_code == 500
    assert client.get("/right").status_code == 200
