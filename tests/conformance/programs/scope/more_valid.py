# Sub-dependencies, overrides of routes and other things that are right.
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

import anyio
from fastapi import (
    APIRouter,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Query,
    Request,
    Response,
    WebSocket,
    status,
)
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

T = TypeVar("T")


class Session:
    async def __aenter__(self) -> "Session":
        return self

    async def __aexit__(self, *args: Any) -> None: ...

    async def commit(self) -> None: ...


class Repository(Generic[T]):
    def __init__(self, session: Session) -> None:
        self.session = session

    @classmethod
    def depends(cls) -> Any:
        async def provide(session: Annotated[Session, Depends(get_session)]) -> "Repository[T]":
            return cls(session)

        return Depends(provide)


async def get_session() -> AsyncIterator[Session]:
    async with Session() as session:
        try:
            yield session
        except Exception:
            raise
        else:
            pass


class Users(Repository[str]): ...


def get_users(session: Annotated[Session, Depends(get_session)]) -> Users:
    return Users(session)


class Common(NamedTuple):
    skip: int
    limit: int


def common(skip: int = 0, limit: Annotated[int, Query(le=100)] = 100) -> Common:
    return Common(skip, limit)


def either(
    a: Annotated[str | None, Header()] = None, b: Annotated[str | None, Query()] = None
) -> str:
    if (found := a or b) is None:
        raise HTTPException(status.HTTP_400_BAD_REQUEST)
    return found


app = FastAPI()


@app.get("/0")
async def r0(
    users: Annotated[Users, Depends(get_users)], page: Annotated[Common, Depends(common)]
) -> int:
    return page.limit


@app.get("/1")
async def r1(users: Users = Users.depends()) -> str:
    return type(users).__name__


@app.get("/2")
async def r2(found: Annotated[str, Depends(either)]) -> str:
    return found


@app.get("/3", status_code=204)
async def r3() -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.sleep, 0)


@app.get("/4", status_code=status.HTTP_204_NO_CONTENT, response_class=Response)
async def r4() -> None:
    await run_in_threadpool(print, "x")


@app.post("/5", status_code=201)
async def r5(response: Response, exists: bool = False) -> dict[str, int]:
    if exists:
        response.status_code = 200
    return {"a": 1}


@app.websocket("/ws")
async def ws(websocket: WebSocket, users: Annotated[Users, Depends(get_users)]) -> None:
    await websocket.accept()
    async with contextlib.aclosing(ticks()) as stream:
        async for tick in stream:
            await websocket.send_json({"tick": tick})
    await websocket.close()


async def ticks() -> AsyncGenerator[int, None]:
    for n in range(2):
        yield n


def demonstrate(client: TestClient) -> None:
    for n in (0, 1, 3, 4):
        assert client.get(f"/{n}").is_success, n
    assert client.get("/2").status_code == 400
    with client.websocket_connect("/ws") as socket:
        assert socket.receive_json() == {"tick": 0}
