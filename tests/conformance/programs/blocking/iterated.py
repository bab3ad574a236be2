# Going through what a query gives, coroutines that are gathered, and other libraries that wait.
# outcome: silent
# enable: fastapi-blocking
import asyncio
import ftplib
import http.client
import imaplib
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
Local = sessionmaker(engine)
pool = ThreadPoolExecutor(1)


class Base(DeclarativeBase): ...


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


Base.metadata.create_all(engine)


def get_db() -> Iterator[Session]:
    with Local() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


@app.get("/1")
async def one(db: Db) -> list[int]:
    return [user.id for user in db.query(User)]  # E[fastapi-blocking]


@app.get("/2")
async def two(db: Db) -> int:
    return len(list(db.query(User).filter(User.id > 1)))  # E[fastapi-blocking]


@app.get("/3")
async def three(db: Db) -> int:
    query = db.query(User).order_by(User.id)  # E[fastapi-blocking]
    found = 0
    for user in query:
        found += user.id
    return found


async def fetch(number: int) -> int:
    time.sleep(0)
    return number


@app.get("/4")
async def four() -> list[int]:
    return await asyncio.gather(*[fetch(number) for number in range(2)])  # E[fastapi-blocking]


@app.get("/5")
async def five() -> list[int]:
    return await asyncio.gather(*(fetch(number) for number in range(2)))  # E[fastapi-blocking]


@app.get("/6")
async def six() -> Any:
    return await asyncio.wait_for(asyncio.gather(fetch(1), fetch(2)), 1)  # E[fastapi-blocking]


@app.get("/7")
async def seven(db: Db) -> int:
    return sum(db.scalar(text("select 1")) or 0 for _ in range(2))  # E[fastapi-blocking]


@app.get("/8")
async def eight() -> int:
    return pool.submit(int, "1").result()  # E[fastapi-blocking]


@app.get("/9")
async def nine() -> int:
    future = pool.submit(int, "1")
    return future.result()  # E[fastapi-blocking]


@app.get("/10")
async def ten() -> str | None:
    with open("/proc/self/mounts") as file:
        try:
            return str(json.load(file))  # E[fastapi-blocking]
        except ValueError:
            return None


@app.get("/11")
async def eleven(host: str = "") -> None:
    if host:
        connection = http.client.HTTPConnection(host)
        connection.request("GET", "/")  # E[fastapi-blocking]


@app.get("/12")
async def twelve(host: str = "") -> None:
    if host:
        imaplib.IMAP4_SSL(host).login("user", "password")  # E[fastapi-blocking]


@app.get("/13")
async def thirteen(host: str = "") -> None:
    if host:
        with ftplib.FTP(host) as ftp:
            ftp.cwd("/")  # E[fastapi-blocking]


@app.get("/14")
async def fourteen(host: str = "") -> bytes:
    if host:
        with socket.socket() as sock:
            sock.connect((host, 80))  # E[fastapi-blocking]
            return sock.recv(10)
    return b""


# Valid: nothing here waits on the event loop.


async def fetch_in_a_thread(number: int) -> int:
    await asyncio.to_thread(time.sleep, 0)
    return number


@app.get("/v1")
async def v1() -> list[int]:
    return await asyncio.gather(*[fetch_in_a_thread(number) for number in range(2)])


@app.get("/v2")
async def v2() -> int:
    future = pool.submit(int, "1")
    await asyncio.wrap_future(future)
    return future.result()


@app.get("/v3")
async def v3() -> int | None:
    future = pool.submit(int, "1")
    return future.result() if future.done() else None


@app.get("/v4")
async def v4() -> None:
    future = pool.submit(int, "1")
    future.add_done_callback(lambda done: print(done.result()))


@app.get("/v5")
async def v5() -> StreamingResponse:
    # FastAPI goes through it in a thread.
    return StreamingResponse(str(time.sleep(0)) for _ in range(2))


@app.get("/v6")
async def v6() -> list[None]:
    later = (time.sleep(0) for _ in range(2))
    return await asyncio.to_thread(list, later)


@app.get("/v7")
async def v7(db: Db) -> int:
    query = db.query(User).order_by(User.id)
    return len(await asyncio.to_thread(query.all))


@app.get("/v8")
async def v8() -> list[int]:
    tasks = [asyncio.ensure_future(fetch_in_a_thread(number)) for number in range(2)]
    done, _ = await asyncio.wait(tasks)
    return [task.result() for task in done]


@app.get("/v9")
async def v9() -> list[Any]:
    return [json.loads("1"), *sorted({"a": 1}), *list(map(str, [1]))]


def demonstrate(client: TestClient) -> None:
    for number in range(1, 15):
        assert client.get(f"/{number}").status_code == 200, number
    for number in range(1, 10):
        assert client.get(f"/v{number}").status_code == 200, number
