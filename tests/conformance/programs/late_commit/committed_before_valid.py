# A handler that commits itself: the commit of the dependency finds nothing to do.
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
pending: list[str] = []
late: list[str] = []


class Session:
    def add(self, row: str) -> None:
        pending.append(row)

    def commit(self) -> None:
        pending.clear()


class AsyncSession(Session):
    async def commit(self) -> None:  # type: ignore[override]
        pending.clear()


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    late.extend(pending)
    session.commit()


async def get_async_session() -> AsyncIterator[AsyncSession]:
    session = AsyncSession()
    yield session
    late.extend(pending)
    await session.commit()


@app.post("/books", status_code=201)
def add_book(title: str, session: Annotated[Session, Depends(get_session)]) -> str:
    session.add(title)
    session.commit()
    return title


@app.post("/authors", status_code=201)
async def add_author(name: str, session: AsyncSession = Depends(get_async_session)) -> str:
    if name:
        session.add(name)
        await session.commit()
    return name


def demonstrate(client: TestClient) -> None:
    assert client.post("/books", params={"title": "Emma"}).status_code == 201
    assert client.post("/authors", params={"name": "Austen"}).status_code == 201
    assert late == []
