# A generator method of a closed value runs when the response is sent, whatever the parameter declares.
# outcome: silent
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def __init__(self) -> None:
        self.is_open = True

    def rows(self) -> Iterator[str]:
        yield "open" if self.is_open else "closed"

    def close(self) -> None:
        self.is_open = False


class Audited(Session):
    pass


def get_session() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


def get_audited():
    session = Audited()
    try:
        yield session
    finally:
        session.close()


@app.get("/declared")
def declared(
    session: Annotated[Session, Depends(get_session, scope="function")],
) -> StreamingResponse:
    return StreamingResponse(session.rows())  # E[fastapi-scope]


@app.get("/any")
def anything(session: Any = Depends(get_session, scope="function")) -> StreamingResponse:
    return StreamingResponse(session.rows())  # E[fastapi-scope]


@app.get("/not-annotated")
def not_annotated(session=Depends(get_session, scope="function")) -> StreamingResponse:
    rows = session.rows()
    return StreamingResponse(rows)  # E[fastapi-scope]


@app.get("/inherited")
def inherited(session=Depends(get_audited, scope="function")) -> StreamingResponse:
    return StreamingResponse(map(str.title, session.rows()))  # E[fastapi-scope]


@app.get("/expression")
def expression(session=Depends(get_audited, scope="function")) -> StreamingResponse:
    return StreamingResponse(row.upper() for row in session.rows())  # E[fastapi-scope]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).text.lower() == "closed", path
