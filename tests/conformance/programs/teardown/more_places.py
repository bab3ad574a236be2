# Teardown behind loops, matches and nested blocks.
# outcome: silent
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
closed: list[str] = []


class Conn:
    def __init__(self, name: str) -> None:
        self.name = name

    def close(self) -> None:
        closed.append(self.name)

    async def aclose(self) -> None:
        closed.append(self.name)

    def rollback(self) -> None: ...


class Pool:
    @contextlib.contextmanager
    def acquire(self) -> Iterator[Conn]:
        conn = Conn("pool")
        try:
            yield conn
        finally:
            conn.close()


pool = Pool()


def m0() -> Iterator[Conn]:
    conn = Conn("m0")
    match conn.name:
        case "m0":
            yield conn
        case _:
            yield conn
    conn.close()  # E[fastapi-teardown]


def m1() -> Generator[Conn, None, None]:
    conn = Conn("m1")
    with contextlib.nullcontext():
        yield conn
    conn.close()  # E[fastapi-teardown]


async def m2() -> AsyncGenerator[Conn, None]:
    conn = Conn("m2")
    try:
        yield conn
    except HTTPException:
        conn.rollback()
        raise
    await conn.aclose()


def m3() -> Iterator[Conn]:
    conn = Conn("m3")
    try:
        yield conn
    except (ValueError, HTTPException) as exc:  # E[fastapi-teardown]
        print(exc)


def m4() -> Iterator[Conn]:
    conn = Conn("m4")
    try:
        try:
            yield conn
        finally:
            conn.close()
    except Exception:  # E[fastapi-teardown]
        print("x")


def m5() -> Iterator[Conn]:
    try:
        yield Conn("m5")
    finally:
        return  # E[fastapi-teardown]


def v0() -> Iterator[Conn]:
    with pool.acquire() as conn:
        yield conn


def v1() -> Iterator[Conn]:
    conn = Conn("v1")
    try:
        yield conn
    except HTTPException as exc:
        if exc.status_code >= 500:
            conn.rollback()
        raise
    except Exception as exc:
        raise HTTPException(500) from exc
    finally:
        conn.close()


def v2() -> Iterator[Conn]:
    conn = Conn("v2")
    yield conn
    print("after")


async def v3() -> AsyncIterator[Conn]:
    async with contextlib.AsyncExitStack() as stack:
        conn = Conn("v3")
        stack.push_async_callback(conn.aclose)
        yield conn


def v4() -> Iterator[Conn]:
    conn = Conn("v4")
    try:
        yield conn
    except BaseException:
        conn.rollback()
        raise
    else:
        conn.rollback()
    finally:
        conn.close()


def make(name: str) -> Any:
    def provide() -> Iterator[Conn]:
        conn = Conn(name)
        try:
            yield conn
        finally:
            conn.close()

    return provide


@app.get("/m0")
def r0(c: Annotated[Conn, Depends(m0)]) -> None:
    raise HTTPException(404)


@app.get("/m1")
def r1(c: Annotated[Conn, Depends(m1)]) -> None:
    raise HTTPException(404)


@app.get("/m2")
def r2(c: Annotated[Conn, Depends(m2)]) -> None:
    raise HTTPException(404)


@app.get("/m3")
def r3(c: Annotated[Conn, Depends(m3)]) -> None:
    raise HTTPException(404)


@app.get("/m4")
def r4(c: Annotated[Conn, Depends(m4)]) -> None:
    raise HTTPException(404)


@app.get("/m5")
def r5(c: Annotated[Conn, Depends(m5)]) -> None:
    raise HTTPException(404)


@app.get("/v")
def rv(
    a: Annotated[Conn, Depends(v0)],
    b: Annotated[Conn, Depends(v1)],
    c: Annotated[Conn, Depends(v2)],
    d: Annotated[Conn, Depends(v3)],
    e: Annotated[Conn, Depends(v4)],
    f: Annotated[Conn, Depends(make("f"))],
) -> None:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for n in range(3):
        assert client.get(f"/m{n}").status_code == 404
    assert closed == []
    for n in range(3, 6):
        try:
            client.get(f"/m{n}")
        except Exception:
            continue
        raise AssertionError(n)
    closed.clear()
    assert client.get("/v").status_code == 404
    assert sorted(closed) == ["f", "pool", "v1", "v3", "v4"]
