# The dependency, its alias and the generator stand in another module.
# outcome: silent
from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import StreamingResponse as Stream
from fastapi.testclient import TestClient

from . import deps
from .deps import Given, Session, rows_of

app = FastAPI()


@app.get("/closed/1")
async def alias(session: deps.SessionDep) -> Stream:
    return Stream(rows_of(session))  # E[fastapi-scope]


@app.get("/closed/2")
async def generic_alias(session: Given[Session]) -> Stream:
    return Stream(deps.rows_of(session))  # E[fastapi-scope]


@app.get("/open/1")
async def read_before(session: deps.SessionDep) -> Stream:
    return Stream(deps.rows_of_text(session.row()))


@app.get("/open/2")
async def request_scope(session: Session = deps.REQUEST) -> Stream:
    return Stream(rows_of(session))


def demonstrate(client: TestClient) -> None:
    for number in (1, 2):
        assert client.get(f"/closed/{number}").text == "closed"
        assert client.get(f"/open/{number}").text == "open"
