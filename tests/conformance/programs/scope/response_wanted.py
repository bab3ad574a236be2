# Only the routes of scoped routers send the response: elsewhere the generator goes on with None.
# outcome: 500
from collections.abc import AsyncGenerator, Generator
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Response, WebSocket
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency


class Route(APIRoute):
    pass


@response_scoped_dependency
async def get_session() -> AsyncGenerator[str, Response]:
    response = yield "session"
    print("commit" if response.status_code < 400 else "rollback")


@response_scoped_dependency
def get_log() -> Generator[str, Response, None]:
    response = yield "log"
    response.headers["x-log"] = "written"


def get_repository(session: Annotated[str, Depends(get_session)]) -> str:
    return f"repository of {session}"


SessionDep = Annotated[str, Depends(get_session)]
app = FastAPI()
scoped = ScopedFastAPI()
plain = APIRouter()
other = ScopedRouter(prefix="/other", route_class=Route)


@app.get("/plain")
async def read_plain(session: Annotated[str, Depends(get_session)]) -> str:  # E[fastapi-scope]
    return session


@app.get("/default")
def read_default(log: str = Depends(get_log)) -> str:  # E[fastapi-scope]
    return log


@app.get("/alias")
def read_alias(session: SessionDep) -> str:  # E[fastapi-scope]
    return session


@app.get("/chain", dependencies=[Depends(get_log)])  # E[fastapi-scope]
def read_chain(repository: Annotated[str, Depends(get_repository)]) -> str:  # E[fastapi-scope]
    return repository


logged = APIRouter(dependencies=[Depends(get_log)])  # E[fastapi-scope]


@logged.get("/logged")
def read_logged() -> None: ...


@plain.get("/included")
def read_included(session: SessionDep) -> str:  # E[fastapi-scope]
    return session


@other.get("/route")
def read_route(session: SessionDep) -> str:  # E[fastapi-scope]
    return session


@scoped.websocket("/ws")
async def talk(websocket: WebSocket, session: SessionDep) -> None:  # E[fastapi-scope]
    await websocket.accept()
    await websocket.close()


async def script() -> None:
    async with get_session.open() as session:  # E[fastapi-scope]
        print(session)


app.include_router(logged)
scoped.include_router(plain)
scoped.include_router(other)
app.mount("/scoped", scoped)


def demonstrate(client: TestClient) -> None:
    for path in (
        "/plain",
        "/default",
        "/alias",
        "/chain",
        "/logged",
        "/scoped/included",
        "/scoped/other/route",
    ):
        assert client.get(path).status_code == 500, path
