# A handler that yields runs when function-scoped values are closed.
# outcome: silent
# fastapi: 0.134
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()
router = APIRouter()


class Session:
    closed = False

    def row(self) -> str:
        return "closed" if self.closed else "open"


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.closed = True


@response_scoped_dependency
async def get_scoped() -> AsyncIterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]


@app.get("/lines")
async def lines(session: SessionDep) -> AsyncIterator[str]:  # E[fastapi-scope]
    yield session.row()


@router.get("/sync")
def sync_lines(
    session: Annotated[Session, Depends(get_scoped)],  # E[fastapi-scope]
) -> Iterator[str]:
    yield session.row()


@router.post("/raw", response_class=StreamingResponse)
async def raw(
    session: Session = Depends(get_session, scope="function"),  # E[fastapi-scope]
):
    for _ in range(1):
        yield session.row()


def by_name(session: SessionDep) -> Iterator[str]:  # E[fastapi-scope]
    yield session.row()


app.include_router(router)
app.add_api_route("/by-name", by_name)


def demonstrate(client: TestClient) -> None:
    assert client.get("/lines").text == '"closed"\n'
    assert client.get("/sync").text == '"closed"\n'
    assert client.post("/raw").text == "closed"
    assert client.get("/by-name").text == '"closed"\n'
