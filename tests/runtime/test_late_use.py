"""Promise 13: a value that is used after its teardown raises, where one asks for that."""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import pytest
from asgi_client import request
from fastapi import BackgroundTasks, Depends, FastAPI, Response
from fastapi.responses import StreamingResponse

from scoped_fastapi import late_use, response_scoped_dependency
from scoped_fastapi.errors import DependencyLifetimeError
from scoped_fastapi.late_use import raise_on_late_use

pytestmark = pytest.mark.anyio


class Session:
    def __init__(self) -> None:
        self.statements: list[str] = []

    def execute(self, statement: str) -> None:
        self.statements.append(statement)

    async def close(self) -> None:
        self.statements.append("close")


@response_scoped_dependency
async def get_session() -> AsyncGenerator[Session, Response]:
    session = Session()
    yield session
    await session.close()


@response_scoped_dependency
async def get_number() -> AsyncGenerator[int, Response]:
    yield 3


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_use, "_watched", set())
    raise_on_late_use(get_session, get_number)


def use_late(session: Session) -> None:
    session.execute("late")


MESSAGE = r"Session\.execute was used after its dependency 'get_session' was closed"


@pytest.mark.usefixtures("watched")
async def test_in_a_background_task(app: FastAPI) -> None:
    @app.get("/")
    async def handler(background: BackgroundTasks, session: Session = Depends(get_session)) -> None:
        session.execute("in time")
        background.add_task(use_late, session)

    with pytest.raises(DependencyLifetimeError, match=MESSAGE):
        await request(app, "/", raising=True)


@pytest.mark.usefixtures("watched")
async def test_in_a_stream(app: FastAPI) -> None:
    @app.get("/")
    async def handler(session: Session = Depends(get_session)) -> StreamingResponse:
        async def rows() -> AsyncIterator[bytes]:
            session.execute("late")
            yield b""

        return StreamingResponse(rows())

    with pytest.raises((DependencyLifetimeError, ExceptionGroup)) as caught:
        await request(app, "/", raising=True)
    assert "get_session" in repr(caught.value)


@pytest.mark.usefixtures("watched")
async def test_each_request_has_a_value_that_works(app: FastAPI) -> None:
    @app.get("/")
    async def handler(
        session: Session = Depends(get_session), number: int = Depends(get_number)
    ) -> int:
        session.execute("in time")
        return number

    assert [(await request(app, "/")).json() for _ in range(3)] == [3, 3, 3]


async def test_it_is_silent_where_nobody_asked(app: FastAPI) -> None:
    @app.get("/")
    async def handler(background: BackgroundTasks, session: Session = Depends(get_session)) -> None:
        background.add_task(use_late, session)

    assert (await request(app, "/", raising=True)).status == 200
