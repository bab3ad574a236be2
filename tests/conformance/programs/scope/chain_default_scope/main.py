# With dependency_scope="function" a generator that does not say is closed as early as the rest.
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedFastAPI, response_scoped_dependency

app = ScopedFastAPI(dependency_scope="function")
log: list[str] = []


class Session:
    closed = False

    def use(self) -> None:
        log.append("closed" if self.closed else "open")


@response_scoped_dependency
def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


def get_users(session: Annotated[Session, Depends(get_session)]) -> Session:
    return session


def audited(session: Annotated[Session, Depends(get_users)]) -> Iterator[Session]:
    yield session
    session.use()


@app.get("/")
def read(session: Annotated[Session, Depends(audited)]) -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 200
    assert log == ["open"]
