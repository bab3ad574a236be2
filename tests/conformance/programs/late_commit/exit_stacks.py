# An exit stack around the yield commits when its block ends.
# outcome: silent
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
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


class Transaction:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None:
        log.append("commit")


class Session:
    def begin(self) -> Transaction:
        return Transaction()

    def commit(self) -> None:
        log.append("commit")

    async def commit_later(self) -> None:
        self.commit()


@contextmanager
def transaction() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


@asynccontextmanager
async def async_transaction() -> AsyncIterator[Session]:
    session = Session()
    yield session
    session.commit()


def entered() -> Iterator[Session]:
    with ExitStack() as stack:
        session = Session()
        stack.enter_context(session.begin())
        yield session


def entered_manager() -> Iterator[Session]:
    with ExitStack() as stack:
        yield stack.enter_context(transaction())


async def entered_async() -> AsyncIterator[Session]:
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(async_transaction())
        yield session


def called_back() -> Iterator[Session]:
    session = Session()
    with ExitStack() as stack:
        stack.callback(session.commit)
        yield session


async def called_back_async() -> AsyncIterator[Session]:
    session = Session()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(session.commit_later)
        yield session


@app.get("/entered")
def read_entered(session: Annotated[Session, Depends(entered)]) -> None:  # E[fastapi-late-commit]
    assert session


@app.get("/manager")
def manager(
    session: Annotated[Session, Depends(entered_manager)],  # E[fastapi-late-commit]
) -> None:
    assert session


@app.get("/async")
def read_async(
    session: Annotated[Session, Depends(entered_async)],  # E[fastapi-late-commit]
) -> None:
    assert session


@app.get("/callback")
def callback(session: Session = Depends(called_back)) -> None:  # E[fastapi-late-commit]
    assert session


@app.get("/async-callback")
def async_callback(session: Session = Depends(called_back_async)) -> None:  # E[fastapi-late-commit]
    assert session


def demonstrate(client: TestClient) -> None:
    for path in ("/entered", "/manager", "/async", "/callback", "/async-callback"):
        log.clear()
        assert client.get(path).status_code == 200
        assert log == ["http.response.start", "http.response.body", "commit"], path
