# A router with dependency_scope="function": only routes that surely have another default are
# reported, and no alias, which may be used on any router.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedRouter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .database import Repository, Session, SessionDep, get_session, log

app = FastAPI()
scoped = ScopedRouter(dependency_scope="function", dependencies=[Depends(get_session)])
inner = ScopedRouter()
back = ScopedRouter(dependency_scope="request")
plain = APIRouter()


class Recorder:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            log.append(message["type"])
            await send(message)

        await self.app(scope, receive, note)


app.add_middleware(Recorder)


@scoped.get("/first/1")
def read_1(session: SessionDep) -> None: ...


@scoped.get("/first/2", dependencies=[Depends(get_session)])
def read_2(session: Annotated[Session, Depends(get_session)]) -> None: ...


@scoped.get("/first/3")
def read_3(repository: Annotated[Repository, Depends()]) -> None: ...


@inner.get("/first/4")
def read_4(session: Annotated[Session, Depends(get_session)]) -> None: ...


@app.get("/last/5")
def read_5(session: Annotated[Session, Depends(get_session)]) -> None: ...  # E[fastapi-late-commit]


@app.get("/last/6", dependencies=[Depends(get_session)])  # E[fastapi-late-commit]
def read_6() -> None: ...


@back.get("/last/7")
def read_7(session: Annotated[Session, Depends(get_session)]) -> None: ...  # E[fastapi-late-commit]


@scoped.get("/last/8")
def read_8(
    session: Annotated[Session, Depends(get_session, scope="request")],  # E[fastapi-late-commit]
) -> None: ...


@plain.get("/first/9")
def read_9(session: Annotated[Session, Depends(get_session)]) -> None: ...


scoped.include_router(inner)
scoped.include_router(plain)
for router in (scoped, back):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for route in range(1, 10):
        first = route < 5 or route == 9
        log.clear()
        assert client.get(f"/{'first' if first else 'last'}/{route}").status_code == 200
        assert log[0 if first else -1] == "commit", route
