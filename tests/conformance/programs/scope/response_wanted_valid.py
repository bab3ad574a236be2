# Scoped routers send it; and who is ready for None may be asked for anywhere.
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Response, WebSocket
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedFastAPI, ScopedRoute, ScopedRouter, response_scoped_dependency

seen: list[Any] = []


@response_scoped_dependency
async def get_session() -> AsyncGenerator[str, Response]:
    response = yield "session"
    seen.append(response.status_code)


@response_scoped_dependency
async def get_log() -> AsyncGenerator[str, Response | None]:
    response = yield "log"
    seen.append("unknown" if response is None else response.status_code)


@response_scoped_dependency
async def get_checked() -> AsyncIterator[str]:
    response = yield "checked"
    if response:
        seen.append(response.status_code)


@response_scoped_dependency
async def get_kept() -> AsyncGenerator[str, Response]:
    response = yield "kept"
    seen.append(response)


@response_scoped_dependency
async def get_plain() -> AsyncIterator[str]:
    yield "plain"
    seen.append("closed")


SessionDep = Annotated[str, Depends(get_session)]
app = ScopedFastAPI()
plain = FastAPI()
router = ScopedRouter()
own = APIRouter(route_class=ScopedRoute)


@app.get("/app")
@router.get("/router")
@own.get("/own")
def read(session: SessionDep, log: Annotated[str, Depends(get_log)]) -> str:
    return session


@plain.get("/")
def read_plain(
    log: Annotated[str, Depends(get_log)],
    checked: Annotated[str, Depends(get_checked)],
    kept: Annotated[str, Depends(get_kept)],
    other: Annotated[str, Depends(get_plain)],
) -> str:
    return log


def register(to: APIRouter) -> None:
    @to.get("/registered")
    def registered(session: SessionDep) -> str:
        return session


@app.websocket("/ws")
async def talk(websocket: WebSocket, log: Annotated[str, Depends(get_log)]) -> None:
    await websocket.accept()
    await websocket.close()


async def script() -> None:
    async with get_log.open() as log:
        seen.append(log)
    open(__file__).close()


register(router)
app.include_router(router)
app.include_router(own)
app.mount("/plain", plain)


def demonstrate(client: TestClient) -> None:
    for path in ("/app", "/router", "/own", "/registered", "/plain/"):
        assert client.get(path).status_code == 200, path
