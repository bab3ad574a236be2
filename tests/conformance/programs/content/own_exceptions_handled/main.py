# What an exception of one's own is made with, its handler makes text of: that of a base class, too.
from uuid import UUID, uuid4

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

from content.own_exceptions_handled import handlers


class Conflict(HTTPException):
    def __init__(self, key: UUID) -> None:
        super().__init__(status_code=409, detail=key)


class Gone(HTTPException):
    pass


class Lost(Gone):
    def __init__(self, key: UUID) -> None:
        super().__init__(404, detail=key)


app = FastAPI()


@app.get("/conflict")
def conflict() -> None:
    raise Conflict(uuid4())


@app.get("/gone")
def gone() -> None:
    raise Gone(410, {"key": uuid4()})


@app.get("/lost")
def lost() -> None:
    raise Lost(uuid4())


handlers.add(app)


def demonstrate(client: TestClient) -> None:
    answers = [client.get(f"/{path}").status_code for path in ("conflict", "gone", "lost")]
    assert answers == [409, 410, 404]
