# Blocks on one line: what stands behind the colon runs in them.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import threading
import time

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, SQLModel

# fmt: off
# ruff: noqa: E701, E702


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)


engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SQLModel.metadata.create_all(engine)
SessionLocal = sessionmaker(bind=engine)
app = FastAPI()
threads: list[int] = []


@app.get("/query")
async def query() -> list[int | None]:
    with SessionLocal() as session: return [hero.id for hero in session.query(Hero).all()]  # E[fastapi-blocking]


@app.get("/iterated")
async def iterated() -> list[int | None]:
    with Session(engine) as session: return [hero.id for hero in session.query(Hero)]  # E[fastapi-blocking]


@app.get("/several")
async def several() -> int:
    with Session(engine) as session: found = session.query(Hero); return found.count()  # E[fastapi-blocking]


@app.get("/slept")
async def slept() -> None:
    try: time.sleep(0.001)  # E[fastapi-blocking]
    finally: threads.append(threading.get_ident())


# Valid.


@app.get("/added")
async def added() -> int:
    with SessionLocal() as session: session.add(Hero()); return len(session.new)


@app.get("/thread")
async def in_thread() -> int:
    def count() -> int:
        with SessionLocal() as session: return session.execute(text("select 1")).scalar_one()

    return await asyncio.to_thread(count)


def demonstrate(client: TestClient) -> None:
    assert client.get("/query").json() == client.get("/iterated").json() == []
    assert client.get("/several").json() == 0
    client.get("/slept")
    assert threads != [threading.get_ident()]
    assert client.get("/added").json() == client.get("/thread").json() == 1
