# Dependencies that are not closed.
# outcome: silent
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import aclosing, asynccontextmanager, closing, contextmanager
from functools import cache, lru_cache
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
closed: list[str] = []


class Session:
    def __init__(self, name: str = "x") -> None:
        self.name = name

    def close(self) -> None:
        closed.append(self.name)

    async def aclose(self) -> None:
        closed.append(self.name)

    def rollback(self) -> None: ...

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *args: object) -> None:
        self.close()


def bare() -> Iterator[Session]:
    session = Session("bare")
    yield session
    session.close()  # E[fastapi-teardown]


async def bare_async() -> AsyncIterator[Session]:
    session = Session("bare_async")
    yield session
    await session.aclose()  # E[fastapi-teardown]


def swallow() -> Iterator[Session]:
    session = Session("swallow")
    try:
        yield session
    except Exception:  # E[fastapi-teardown]
        session.close()


async def swallow_log() -> AsyncIterator[Session]:
    session = Session("swallow_log")
    try:
        yield session
        session.rollback()
    except Exception as exc:  # E[fastapi-teardown]
        print(exc)
    finally:
        session.close()


def suppressed() -> Iterator[Session]:
    with contextlib.suppress(Exception):  # E[fastapi-teardown]
        yield Session("suppressed")


class Database:
    def session(self) -> Iterator[Session]:
        session = Session("method")
        yield session
        session.close()  # E[fastapi-teardown]

    async def __call__(self) -> AsyncIterator[Session]:
        session = Session("called")
        yield session
        session.close()  # E[fastapi-teardown]


def nested() -> Iterator[Session]:
    session = Session("nested")
    if session.name:
        yield session
        session.close()  # E[fastapi-teardown]
    else:
        yield session


def right() -> Iterator[Session]:
    with Session("right") as session:
        yield session


def right_finally() -> Iterator[Session]:
    session = Session("right_finally")
    try:
        yield session
    except HTTPException:
        raise
    except Exception as exc:
        raise HTTPException(500) from exc
    else:
        session.rollback()
    finally:
        session.close()


async def right_reraise() -> AsyncIterator[Session]:
    session = Session("right_reraise")
    try:
        yield session
    except BaseException:
        session.name = "right_reraise"
        raise
    finally:
        await session.aclose()


def right_closing() -> Iterator[Session]:
    with closing(Session("right_closing")) as session:
        yield session
    print("done")


def right_stack() -> Iterator[Session]:
    with contextlib.ExitStack() as stack:
        session = stack.enter_context(Session("right_stack"))
        yield session


def right_commit() -> Iterator[Session]:
    with Session("right_commit") as session:
        yield session
        session.rollback()


def right_delegated() -> Iterator[Session]:
    yield from right()


database = Database()


@app.get("/bare")
def r0(s: Annotated[Session, Depends(bare)]) -> None:
    raise HTTPException(404)


@app.get("/bare_async")
def r1(s: Annotated[Session, Depends(bare_async)]) -> None:
    raise HTTPException(404)


@app.get("/swallow")
def r2(s: Annotated[Session, Depends(swallow)]) -> None:
    raise HTTPException(404)


@app.get("/swallow_log")
def r3(s: Annotated[Session, Depends(swallow_log)]) -> None:
    raise HTTPException(404)


@app.get("/suppressed")
def r4(s: Annotated[Session, Depends(suppressed)]) -> None:
    raise HTTPException(404)


@app.get("/method")
def r5(s: Annotated[Session, Depends(database.session)]) -> None:
    raise HTTPException(404)


@app.get("/called")
def r6(s: Annotated[Session, Depends(database)]) -> None:
    raise HTTPException(404)


@app.get("/nested")
def r7(s: Annotated[Session, Depends(nested)]) -> None:
    raise HTTPException(404)


@app.get("/next")
def r8() -> str:
    session = next(right())  # E[fastapi-teardown]
    return session.name


@app.get("/anext")
async def r9() -> str:
    session = await anext(right_reraise())  # E[fastapi-teardown]
    return session.name


@app.get("/right")
def v0(s: Annotated[Session, Depends(right)]) -> None:
    raise HTTPException(404)


@app.get("/right_finally")
def v1(s: Annotated[Session, Depends(right_finally)]) -> None:
    raise HTTPException(404)


@app.get("/right_reraise")
def v2(s: Annotated[Session, Depends(right_reraise)]) -> None:
    raise HTTPException(404)


@app.get("/right_closing")
def v3(s: Annotated[Session, Depends(right_closing)]) -> None:
    raise HTTPException(404)


@app.get("/right_stack")
def v4(s: Annotated[Session, Depends(right_stack)]) -> None:
    raise HTTPException(404)


@app.get("/right_commit")
def v5(s: Annotated[Session, Depends(right_commit)]) -> None:
    raise HTTPException(404)


@app.get("/right_delegated")
def v6(s: Annotated[Session, Depends(right_delegated)]) -> None:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for name in ("bare", "bare_async", "method", "called", "nested"):
        assert client.get(f"/{name}").status_code == 404, name
    assert closed == []
    for name in ("swallow", "swallow_log", "suppressed"):
        try:
            client.get(f"/{name}")
        except Exception as e:
            pass
        else:
            raise AssertionError(name)
    closed.clear()
    for name in (
        "right",
        "right_finally",
        "right_reraise",
        "right_closing",
        "right_stack",
        "right_commit",
    ):
        assert client.get(f"/{name}").status_code == 404, name
        assert closed.pop() == name
    assert client.get("/right_delegated").status_code == 404
