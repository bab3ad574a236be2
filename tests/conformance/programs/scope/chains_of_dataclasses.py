# The plain dependency between a generator and what is closed first is a dataclass.
# outcome: silent
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

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


@dataclass
class Journal:
    kind: ClassVar[str] = "journal"
    session: Annotated[Session, Depends(get_session, scope="function")]
    name: str = "journal"


@dataclass
class OpenJournal:
    session: Annotated[Session, Depends(get_session)]


def get_audit(journal: Annotated[Journal, Depends()]) -> Iterator[str]:  # E[fastapi-scope]
    yield journal.name
    journal.session.use()


def get_open_audit(journal: Annotated[OpenJournal, Depends()]) -> Iterator[str]:
    yield "open"
    journal.session.use()


@app.get("/closed")
def closed(audit: Annotated[str, Depends(get_audit)]) -> str:
    return audit


@app.get("/open")
def still_open(audit: Annotated[str, Depends(get_open_audit)]) -> str:
    return audit


def demonstrate(client: TestClient) -> None:
    client.get("/closed")
    client.get("/open")
    assert log == ["closed", "open"]
