# Generators that leave their value as it is, and values that cannot be closed.
# fastapi: 0.134
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from threading import Lock
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
current: ContextVar[object] = ContextVar("current")
lock = Lock()
log: list[object] = []


class User(BaseModel):
    name: str = "ada"


class Settings:
    name = "ada"


class Session:
    closed = False

    def user(self) -> User:
        assert not self.closed
        return User()

    def close(self) -> None:
        self.closed = True


def get_settings() -> Iterator[Settings]:
    yield Settings()


async def get_in_context() -> AsyncIterator[Settings]:
    settings = Settings()
    token = current.set(1)
    try:
        yield settings
    finally:
        log.append(token)
        log.clear()


def get_under_a_lock() -> Iterator[Settings]:
    settings = Settings()
    with lock:
        yield settings


def get_user() -> Iterator[User]:
    session = Session()
    user = session.user()
    try:
        yield user
    finally:
        session.close()


def get_name() -> Iterator[str]:
    session = Session()
    try:
        yield session.user().name
    finally:
        session.close()


def transaction() -> Iterator[None]:
    session = Session()
    try:
        yield
    finally:
        session.close()


def get_rolled_back() -> Iterator[Settings]:
    settings = Settings()
    try:
        yield settings
    except ValueError:
        del settings.name
        raise


Scoped = Annotated[Settings, Depends(get_settings, scope="function")]


def get_plain(settings: Scoped) -> Settings:
    return settings


def in_request_scope(
    settings: Annotated[Settings, Depends(get_plain)],
) -> Iterator[Settings]:
    yield settings
    log.append(settings.name)


def note(*values: Settings | User | str | None) -> None:
    for value in values:
        log.append(value if value is None or isinstance(value, str) else value.name)


@app.get("/task")
def task(
    tasks: BackgroundTasks,
    a: Scoped,
    b: Annotated[Settings, Depends(get_in_context, scope="function")],
    c: Annotated[Settings, Depends(get_under_a_lock, scope="function")],
    d: Annotated[User, Depends(get_user, scope="function")],
    e: Annotated[str, Depends(get_name, scope="function")],
    f: Annotated[None, Depends(transaction, scope="function")],
    g: Annotated[Settings, Depends(get_rolled_back, scope="function")],
    h: Annotated[Settings, Depends(in_request_scope)],
) -> None:
    log.clear()
    tasks.add_task(note, a, b, c, d, e, f, g)


@app.get("/stream")
async def stream(
    user: Annotated[User, Depends(get_user, scope="function")],
) -> StreamingResponse:
    async def rows() -> AsyncIterator[str]:
        yield user.name

    return StreamingResponse(rows())


@app.get("/lines")
async def lines(
    name: Annotated[str, Depends(get_name, scope="function")],
) -> AsyncIterator[str]:
    yield name


def demonstrate(client: TestClient) -> None:
    assert client.get("/task").status_code == 200
    assert [value for value in log if value == "ada"] == ["ada"] * 7
    assert client.get("/stream").text == "ada"
    assert client.get("/lines").text == '"ada"\n'
