# FastAPI looks behind `contextmanager(f)` as it does behind the decorator; what enters a manager is right.
# outcome: 500
# fastapi: 0.124
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial

from fastapi import APIRouter, Depends, FastAPI, Security
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()


class Session:
    name = "session"


def open_session() -> Iterator[Session]:
    yield Session()


async def open_async() -> AsyncIterator[Session]:
    yield Session()


class Database:
    @contextmanager
    def session(self) -> Iterator[Session]:
        yield Session()

    @staticmethod
    @contextmanager
    def shared() -> Iterator[Session]:
        yield Session()

    @contextmanager
    def __call__(self) -> Iterator[Session]:
        yield Session()

    def entered(self) -> Iterator[Session]:
        with self.session() as session:
            yield session


def session_of(url: str):
    @contextmanager
    def session() -> Iterator[Session]:
        yield Session()

    return session


managed = contextmanager(open_session)
database = Database()
router = APIRouter(
    prefix="/router",
    dependencies=[Security(database.session)],  # E[fastapi-depends]
)


@app.get("/called", dependencies=[Depends(contextmanager(open_session))])  # E[fastapi-depends]
def called() -> None:
    return None


@app.get("/named", dependencies=[Depends(managed)])  # E[fastapi-depends]
def named() -> None:
    return None


@app.get("/static", dependencies=[Depends(Database.shared)])  # E[fastapi-depends]
def static() -> None:
    return None


@app.get("/object", dependencies=[Depends(database)])  # E[fastapi-depends]
def by_object() -> None:
    return None


@app.get("/partial", dependencies=[Depends(partial(managed))])  # E[fastapi-depends]
def by_partial() -> None:
    return None


@app.get("/factory", dependencies=[Depends(session_of("sqlite://"))])  # E[fastapi-depends]
def by_factory() -> None:
    return None


@app.get("/parameter")
def parameter(
    session: Session = Depends(asynccontextmanager(open_async)),  # E[fastapi-depends]
) -> str:
    return session.name


@router.get("/")
def on_router() -> None:
    return None


app.include_router(router)
right = FastAPI(dependencies=[Depends(open_session), Depends(database.entered)])


@right.get("/")
def read(
    session: Session = Depends(open_async),
    entered: Session = Depends(database.entered),
    scoped: Session = Depends(response_scoped_dependency(managed)),
) -> list[str]:
    return [session.name, entered.name, scoped.name]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
    assert TestClient(right).get("/").json() == ["session"] * 3
