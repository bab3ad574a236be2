# Methods, objects with a __call__ and factories, which a module has that says nothing of FastAPI.
# outcome: 500
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

from .database import Database, MadeInPlace, Session, by_name, database, log, provider

app = FastAPI()


@app.get("/closed")
def closed(session: Annotated[Session, Depends(database.closed)]) -> None:
    raise HTTPException(404)


@app.get("/0")
def method(session: Annotated[Session, Depends(database.session)]) -> None:
    raise HTTPException(404)


@app.get("/1")
def static(session: Annotated[Session, Depends(Database.of_class)]) -> None:
    raise HTTPException(404)


@app.get("/2")
def called(session: Annotated[Session, Depends(provider)]) -> None:
    raise HTTPException(404)


@app.get("/3")
def made(session: Annotated[Session, Depends(MadeInPlace("a"))]) -> None:
    raise HTTPException(404)


@app.get("/4")
def by_factory(session: Annotated[Session, Depends(by_name("a"))]) -> None:
    raise HTTPException(404)


@app.get("/swallowed")
def swallowed(session: Annotated[Session, Depends(database.swallowing)]) -> None:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for number in range(5):
        assert client.get(f"/{number}").status_code == 404
    assert log == []
    assert client.get("/closed").status_code == 404
    assert log == ["close"]
    assert client.get("/swallowed").status_code == 500
