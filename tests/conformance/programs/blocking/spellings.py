# Calls that block, in other ways.
# outcome: silent
# enable: fastapi-blocking
import os
import sqlite3
import subprocess
import time
import time as t
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from time import sleep as nap
from typing import Annotated

import fastapi as f
import httpx
import requests
from fastapi import Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
Local = sessionmaker(engine)


def get_db() -> Iterator[Session]:
    with Local() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


@app.get("/1")
async def one() -> None:
    t.sleep(0)  # E[fastapi-blocking]


@app.get("/2")
async def two() -> None:
    nap(0)  # E[fastapi-blocking]


@app.get("/3")
async def three(db: Db) -> None:
    db.execute(text("select 1"))  # E[fastapi-blocking]


@app.get("/4")
async def four(db: Session = Depends(get_db)) -> None:
    db.scalars(select(text("1"))).all()  # E[fastapi-blocking]


@app.get("/5")
async def five() -> None:
    with Local() as session:
        session.execute(text("select 1"))  # E[fastapi-blocking]


@app.get("/6")
async def six() -> None:
    with engine.connect() as connection:  # E[fastapi-blocking]
        connection.execute(text("select 1"))


@app.get("/7")
async def seven() -> str:
    return Path("/etc/hostname").read_text()  # E[fastapi-blocking]


@app.get("/8")
async def eight() -> str:
    with open("/etc/hostname") as file:
        return file.read()  # E[fastapi-blocking]


@app.get("/9")
async def nine() -> None:
    subprocess.run(["true"])  # E[fastapi-blocking]


@app.get("/10")
async def ten() -> None:
    sqlite3.connect(":memory:").execute("select 1")  # E[fastapi-blocking]


class Repository:
    def __init__(self, session: Session) -> None:
        self.session = session

    def first(self) -> None:
        self.session.execute(text("select 1"))


def get_repository(db: Session = Depends(get_db)) -> Repository:
    return Repository(db)


@app.get("/11")
async def eleven(repository: Repository = Depends(get_repository)) -> None:
    repository.first()  # E[fastapi-blocking]


@app.get("/12")
async def twelve() -> None:
    def inner() -> None:
        sleep(0)

    inner()  # E[fastapi-blocking]


async def dependency() -> None:
    time.sleep(0)  # E[fastapi-blocking]


class Guard:
    async def __call__(self) -> None:
        time.sleep(0)  # E[fastapi-blocking]


@app.get("/13", dependencies=[Depends(dependency), Depends(Guard())])
async def thirteen() -> None: ...


@app.get("/14")
async def fourteen() -> None:
    if True:
        try:
            for _ in range(1):
                time.sleep(0)  # E[fastapi-blocking]
        finally:
            pass


@app.get("/15")
async def fifteen(db: Db) -> list[int]:
    return [db.scalar(text("select 1")) or 0 for _ in range(2)]  # E[fastapi-blocking]


@app.get("/16")
async def sixteen(db: Db) -> None:
    db.commit()  # E[fastapi-blocking]


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    time.sleep(0)  # E[fastapi-blocking]
    await websocket.close()


@app.get("/17")
async def seventeen() -> None:
    Path("/tmp/kinds_x").write_text("x")  # E[fastapi-blocking]


@app.get("/18")
async def eighteen() -> None:
    with httpx.Client() as client:
        client.build_request("GET", "http://localhost")
        if app.debug:
            client.get("http://localhost")  # E[fastapi-blocking]


async def helper(db: Session) -> None:
    db.flush()


@app.get("/19")
async def nineteen(db: Db) -> None:
    await helper(db)  # E[fastapi-blocking]


@app.get("/20")
async def twenty(db: Db) -> None:
    if app.debug:
        requests.Session().get("http://localhost")  # E[fastapi-blocking]


def demonstrate(client: TestClient) -> None:
    for i in range(1, 21):
        assert client.get(f"/{i}").status_code == 200, i
