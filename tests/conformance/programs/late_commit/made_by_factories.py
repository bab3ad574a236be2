# The dependency is a function that another function defines and returns.
# outcome: silent
from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency
from starlette.types import ASGIApp, Message, Receive, Scope, Send

app = FastAPI()
log: list[str] = []


class Recorder:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            log.append(message["type"])
            await send(message)

        await self.app(scope, receive, note)


app.add_middleware(Recorder)


class Session:
    def __init__(self, url: str) -> None:
        self.url = url

    def commit(self) -> None:
        log.append("commit")


def session_of(url: str) -> Callable[[], Iterator[Session]]:
    def get_session() -> Iterator[Session]:
        session = Session(url)
        yield session
        session.commit()

    return get_session


def scoped_session_of(url: str):
    @response_scoped_dependency
    def get_session() -> Iterator[Session]:
        session = Session(url)
        yield session
        session.commit()

    return get_session


def reader_of(url: str) -> Callable[[], Iterator[Session]]:
    def get_session() -> Iterator[Session]:
        yield Session(url)

    def get_saving_session() -> Iterator[Session]:
        session = Session(url)
        yield session
        session.commit()

    if url.startswith("sqlite"):
        return get_session
    return get_saving_session


get_books = session_of("books")
router = APIRouter(dependencies=[Depends(session_of("log"))])  # E[fastapi-late-commit]


@app.get("/variable")
def variable(session: Annotated[Session, Depends(get_books)]) -> str:  # E[fastapi-late-commit]
    return session.url


@app.get("/call")
def call(session: Session = Depends(session_of("authors"))) -> str:  # E[fastapi-late-commit]
    return session.url


@router.get("/list")
def listed() -> None: ...


@app.get("/scoped")
def scoped(session: Session = Depends(scoped_session_of("books"))) -> str:
    return session.url


@app.get("/one-of-two")
def one_of_two(session: Session = Depends(reader_of("sqlite:"))) -> str:
    return session.url


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/variable", "/call", "/list"):
        log.clear()
        assert client.get(path).status_code == 200
        assert log == ["http.response.start", "http.response.body", "commit"], path
    log.clear()
    client.get("/scoped")
    client.get("/one-of-two")
    assert log.count("commit") == 1
    assert log[0] == "commit"
