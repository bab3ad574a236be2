# Response-scoped dependencies of every kind, and the typed `Depends`.
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated

from fastapi import Depends as PlainDepends
from fastapi import Response
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient
from scoped_fastapi import Depends, ScopedFastAPI, response_scoped_dependency

app = ScopedFastAPI(dependency_scope="function")
oauth2 = OAuth2PasswordBearer("token", auto_error=False)


class Session:
    pass


@response_scoped_dependency
async def session() -> AsyncGenerator[Session, Response]:
    response = yield Session()
    response.headers["x-status"] = str(response.status_code)


@response_scoped_dependency
def sync_session(outer: Annotated[Session, Depends(session)]) -> Iterator[Session]:
    yield outer


@response_scoped_dependency
@asynccontextmanager
async def managed() -> AsyncIterator[Session]:
    yield Session()


@response_scoped_dependency
@contextmanager
def sync_managed() -> Iterator[Session]:
    yield Session()


@response_scoped_dependency
def plain() -> Session:
    return Session()


@response_scoped_dependency
async def fetched() -> Session:
    return Session()


SessionDep = Annotated[Session, Depends(session)]


@app.get("/")
async def read(
    a: SessionDep,
    b: Annotated[Session, Depends(sync_session)],
    c: Annotated[Session, Depends(managed)],
    d: Annotated[Session, Depends(sync_managed)],
    e: Annotated[Session, PlainDepends(plain)],
    f: Annotated[Session, PlainDepends(fetched)],
    g: Annotated[str | None, Depends(oauth2)],
    h: Session = Depends(session),
    i: Session = PlainDepends(managed),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i)]


def demonstrate(client: TestClient) -> None:
    response = client.get("/")
    names = ["Session"] * 6
    assert response.json() == [*names, "NoneType", "Session", "Session"]
    assert response.headers["x-status"] == "200"
