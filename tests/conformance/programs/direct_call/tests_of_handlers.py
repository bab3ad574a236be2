# Tests that call handlers and dependencies directly, and pass what FastAPI would.
import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


class Session:
    def names(self) -> list[str]:
        return ["a", "b"]


class FakeSession(Session):
    def names(self) -> list[str]:
        return ["c"]


def get_session() -> Iterator[Session]:
    yield Session()


async def get_user(token: str = Header(""), session: Session = Depends(get_session)) -> str:
    if not token:
        raise HTTPException(401)
    return session.names()[0]


async def get_names(
    session: Annotated[Session, Depends(get_session)], limit: Annotated[int, Query()] = 10
) -> AsyncIterator[list[str]]:
    yield session.names()[:limit]


@router.get("/names")
async def read_names(
    names: list[str] = Depends(get_names), user: str = Depends(get_user)
) -> list[str]:
    return [*names, user]


app.include_router(router)


async def test_handler() -> None:
    assert await read_names(["c"], user="c") == ["c", "c"]
    assert await read_names(names=["c"], user=await get_user("t", FakeSession())) == ["c", "c"]


async def test_dependencies() -> None:
    assert await get_user(session=FakeSession(), token="t") == "c"
    assert [names async for names in get_names(FakeSession())] == [["c"]]
    assert [names async for names in get_names(session=Session(), limit=1)] == [["a"]]
    with contextmanager(get_session)() as session:
        assert session.names() == ["a", "b"]


def demonstrate(client: TestClient) -> None:
    asyncio.run(test_handler())
    asyncio.run(test_dependencies())
    assert client.get("/names", headers={"token": "t"}).json() == ["a", "b", "a"]
