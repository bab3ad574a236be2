# A call that waits on the event loop: every other request of the process waits, too.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import subprocess
import time
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
log: list[str] = []


def get_engine() -> Engine:
    return create_engine("sqlite://")


def get_session() -> Session:
    return Session(create_engine("sqlite://"))


def count(session: Session) -> int:
    return session.execute(text("SELECT 1")).scalar_one()


async def count_later(session: Session) -> int:
    return count(session)


@app.get("/sleep")
async def sleep() -> None:
    log.append("begin")
    time.sleep(0.05)  # E[fastapi-blocking]
    log.append("end")


@app.get("/session")
async def use_session(session: Annotated[Session, Depends(get_session)]) -> None:
    session.add_all([])
    session.commit()  # E[fastapi-blocking]


@app.get("/through")
async def through(session: Annotated[Session, Depends(get_session)]) -> int:
    return await count_later(session)  # E[fastapi-blocking]


@app.get("/engine")
async def use_engine(engine: Annotated[Engine, Depends(get_engine)]) -> None:
    with engine.connect():  # E[fastapi-blocking]
        pass


@app.get("/file")
async def read_file() -> int:
    with open(__file__) as file:
        return len(file.read())  # E[fastapi-blocking]


@app.get("/path")
async def read_path() -> int:
    return len(Path(__file__).read_text())  # E[fastapi-blocking]


@app.get("/process")
async def run_process() -> int:
    return subprocess.run(["true"], check=False).returncode  # E[fastapi-blocking]


async def dependency() -> None:
    time.sleep(0)  # E[fastapi-blocking]


@app.get("/dependency", dependencies=[Depends(dependency)])
async def depending() -> None:
    await asyncio.sleep(0)


def demonstrate(client: TestClient) -> None:
    async def both() -> None:
        await asyncio.gather(sleep(), sleep())

    asyncio.run(both())
    # The second one begins when the first one is done.
    assert log == ["begin", "end", "begin", "end"]
