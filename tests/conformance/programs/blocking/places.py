# Calls that block the loop.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import contextlib
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import time as t
import urllib.request
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Annotated, Any

import anyio
import httpx
import requests
from fastapi import Depends, FastAPI, UploadFile, WebSocket
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

app = FastAPI()
http = requests.Session()
engine = create_engine("sqlite://")


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


class Repo:
    def __init__(self, session: SessionDep) -> None:
        self.session = session

    def all(self) -> list[Any]:
        return list(self.session.execute(select(1)).all())


def fetch() -> int:
    return requests.get("http://localhost").status_code


@app.get("/0")
async def r0() -> None:
    sleep(0)  # E[fastapi-blocking]


@app.get("/1")
async def r1() -> None:
    t.sleep(0)  # E[fastapi-blocking]


@app.get("/2")
async def r2(session: SessionDep) -> Any:
    return session.execute(select(1)).scalar()  # E[fastapi-blocking]


@app.get("/3")
async def r3(repo: Annotated[Repo, Depends()]) -> Any:
    return repo.all()  # E[fastapi-blocking]


@app.get("/4")
async def r4() -> int:
    return fetch()  # E[fastapi-blocking]


@app.get("/5")
async def r5() -> int:
    return http.get("http://localhost").status_code  # E[fastapi-blocking]


@app.get("/6")
async def r6() -> int:
    with httpx.Client() as client:
        return client.get("http://localhost").status_code  # E[fastapi-blocking]


@app.get("/7")
async def r7() -> Any:
    return subprocess.run(["true"], check=False).returncode  # E[fastapi-blocking]


@app.get("/8")
async def r8() -> Any:
    if (response := requests.get("http://localhost")).ok:  # E[fastapi-blocking]
        return response.status_code
    return None


@app.get("/9")
async def r9(urls: str = "") -> Any:
    return [requests.get(url).status_code for url in urls.split()]  # E[fastapi-blocking]


async def sub(session: SessionDep) -> Any:
    return session.scalars(select(1)).all()  # E[fastapi-blocking]


@app.get("/10")
async def r10(found: Annotated[Any, Depends(sub)]) -> Any:
    return found


@app.websocket("/ws")
async def ws(websocket: WebSocket) -> None:
    await websocket.accept()
    while True:
        sleep(1)  # E[fastapi-blocking]


async def agen() -> AsyncIterator[int]:
    sleep(0)  # E[fastapi-blocking]
    yield 1


@app.get("/11")
async def r11(x: Annotated[int, Depends(agen)]) -> int:
    return x


class Views:
    @staticmethod
    async def read() -> None:
        sleep(0)  # E[fastapi-blocking]

    async def write(self) -> None:
        match 1:
            case 1:
                sleep(0)  # E[fastapi-blocking]
            case _:
                pass


app.add_api_route("/12", Views.read)
app.add_api_route("/13", Views().write)


@app.get("/14")
async def r14() -> Any:
    return urllib.request.urlopen("http://localhost").read()  # E[fastapi-blocking]


@app.get("/v0")
async def v0() -> None:
    await asyncio.sleep(0)
    await asyncio.to_thread(sleep, 0)
    await run_in_threadpool(sleep, 0)
    await anyio.to_thread.run_sync(sleep, 0)


@app.get("/v1")
def v1(session: SessionDep) -> Any:
    sleep(0)
    return session.execute(select(1)).scalar()


@app.get("/v2")
async def v2() -> Any:
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor() as pool:
        await loop.run_in_executor(pool, lambda: sleep(0))
        await asyncio.to_thread(lambda: requests.get("http://localhost") if 0 else None)

    def inner() -> None:
        sleep(0)

    return await asyncio.to_thread(inner)


async def use(session: AsyncSession) -> Any:
    return (await session.execute(select(1))).scalar()


@app.get("/v3")
async def v3(session: SessionDep) -> Any:
    session.add(object)
    session.expunge_all()
    return await run_in_threadpool(session.execute, select(1))


@app.post("/v4")
async def v4(file: UploadFile) -> Any:
    return await file.read()


@app.get("/v5")
async def v5(session: Annotated[Session, Depends(get_session)]) -> Any:
    return await run_in_threadpool(lambda: session.scalars(select(1)).all())


@app.get("/v6")
async def v6() -> Any:
    async with httpx.AsyncClient() as client:
        return client.base_url.path


def demonstrate(client: TestClient) -> None:
    assert client.get("/0").status_code == 200
    for n in (0, 1, 2, 6):
        assert client.get(f"/v{n}").status_code == 200, n
