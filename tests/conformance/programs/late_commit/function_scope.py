# With scope="function", and as a response-scoped dependency, the commit comes first.
# fastapi: 0.122
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency
from starlette.types import ASGIApp, Message, Receive, Scope, Send

app = FastAPI()
log: list[str] = []
FUNCTION = "function"


class Recorder:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            log.append(message["type"])
            await send(message)

        await self.app(scope, receive, note)


app.add_middleware(Recorder)


class Session:
    def commit(self) -> None:
        log.append("commit")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


@response_scoped_dependency
async def get_scoped() -> AsyncIterator[Session]:
    session = Session()
    yield session
    session.commit()


wrapped = response_scoped_dependency(get_session)
SessionDep = Annotated[Session, Depends(get_session, scope="function")]
ScopedDep = Annotated[Session, Depends(get_scoped)]


@app.get("/1")
async def read_1(session: SessionDep) -> None: ...


@app.get("/2")
async def read_2(session: ScopedDep) -> None: ...


@app.get("/3")
async def read_3(session: Session = Depends(get_session, scope="function")) -> None: ...


@app.get("/4", dependencies=[Depends(get_session, scope="function")])
async def read_4() -> None: ...


@app.get("/5")
async def read_5(session: Annotated[Session, Depends(wrapped)]) -> None: ...


@app.get("/6", dependencies=[Depends(response_scoped_dependency(get_session))])
async def read_6() -> None: ...


@app.get("/7")
async def read_7(session: Annotated[Session, Depends(get_session, scope=FUNCTION)]) -> None: ...


router = APIRouter(dependencies=[Depends(get_scoped)])


@router.get("/8")
async def read_8() -> None: ...


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for number in range(1, 9):
        log.clear()
        assert client.get(f"/{number}").status_code == 200
        assert log == ["commit", "http.response.start", "http.response.body"], number
