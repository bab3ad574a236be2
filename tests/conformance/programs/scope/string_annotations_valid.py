# Valid programs with annotations that are strings: the scopes in them are read all the same.
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Callable

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


RequestDep = Annotated["Session", Depends(get_session, scope="request")]


def audited(
    session: "Annotated[Session, Depends(get_session, scope='function')]",
) -> Iterator[Session]:
    yield session
    session.use()


def run(function: Callable[[], None]) -> None:
    function()


@app.get("/")
def read(
    tasks: BackgroundTasks,
    first: "Annotated[Session, Depends(audited, scope='function')]",
    last: RequestDep,
) -> None:
    run(lambda: first.use())
    tasks.add_task(run, lambda: last.use())


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    assert log == ["open"] * 3
