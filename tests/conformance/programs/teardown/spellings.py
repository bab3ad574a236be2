# Dependencies that are not closed, or that swallow, in other ways.
# outcome: silent
import contextlib
import functools
import functools as ft
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from functools import cache
from typing import Annotated, Any

import fastapi as f
from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient


class Session:
    closed: list[str] = []

    def __init__(self, name: str = "x") -> None:
        self.name = name

    def close(self) -> None:
        Session.closed.append(self.name)

    async def aclose(self) -> None:
        Session.closed.append(self.name)

    def rollback(self) -> None: ...

    def commit(self) -> None: ...


app = FastAPI()


def bare() -> Iterator[Session]:
    session = Session("bare")
    yield session
    session.close()  # E[fastapi-teardown]


async def async_bare() -> AsyncIterator[Session]:
    session = Session("async_bare")
    yield session
    await session.aclose()  # E[fastapi-teardown]


def in_if(a: bool = True) -> Iterator[Session]:
    session = Session("in_if")
    if a:
        yield session
    else:
        yield session
    session.close()  # E[fastapi-teardown]


class Provider:
    def get(self) -> Iterator[Session]:
        session = Session("provider")
        yield session
        session.close()  # E[fastapi-teardown]

    async def __call__(self) -> AsyncIterator[Session]:
        session = Session("called")
        yield session
        session.close()  # E[fastapi-teardown]


def make() -> Any:
    def made() -> Iterator[Session]:
        session = Session("made")
        yield session
        session.close()  # E?[fastapi-teardown]

    return made


def walrus() -> Iterator[Session]:
    yield (session := Session("walrus"))
    session.close()  # E[fastapi-teardown]


for number, dependency in enumerate(
    [bare, async_bare, in_if, Provider().get, Provider(), make(), walrus]
):

    @app.get(f"/closed/{number}", dependencies=[Depends(dependency)])
    def fails() -> None:
        raise KeyError


@app.get("/named", dependencies=[Depends(bare), Depends(async_bare), Depends(in_if)])
@app.get("/named2", dependencies=[Depends(Provider().get), Depends(Provider())])
@app.get("/named3", dependencies=[Depends(make()), Depends(walrus)])
def named() -> None: ...


def swallows() -> Iterator[Session]:
    try:
        yield Session()
    except Exception:  # E[fastapi-teardown]
        print("x")


def swallows_bare() -> Iterator[Session]:
    try:
        yield Session()
    except:  # E[fastapi-teardown]
        print("x")


def swallows_http() -> Iterator[Session]:
    try:
        yield Session()
    except (HTTPException, ValueError) as error:  # E[fastapi-teardown]
        print(error)


def suppresses() -> Iterator[Session]:
    with suppress(Exception):  # E[fastapi-teardown]
        yield Session()


async def suppresses2() -> AsyncIterator[Session]:
    with contextlib.suppress(HTTPException):  # E[fastapi-teardown]
        yield Session()


def returns() -> Iterator[Session]:
    try:
        yield Session()
    finally:
        return  # E[fastapi-teardown]


def outer_try() -> Iterator[Session]:
    try:
        with open("/dev/null"):
            yield Session()
    except Exception as error:  # E[fastapi-teardown]
        print(error)


def conditional() -> Iterator[Session]:
    try:
        yield Session()
    except Exception as error:
        if isinstance(error, ValueError):
            raise


@app.get("/swallowed1", dependencies=[Depends(swallows)])
@app.get("/swallowed2", dependencies=[f.Depends(swallows_bare)])
@app.get("/swallowed3", dependencies=[Depends(swallows_http)])
@app.get("/swallowed4", dependencies=[Depends(suppresses)])
@app.get("/swallowed5", dependencies=[Depends(suppresses2)])
@app.get("/swallowed6", dependencies=[Depends(returns)])
@app.get("/swallowed7", dependencies=[Depends(outer_try)])
@app.get("/swallowed8", dependencies=[Depends(conditional)])
def raises() -> None:
    raise HTTPException(404)


def closed() -> Iterator[Session]:
    session = Session("closed")
    try:
        yield session
    finally:
        session.close()


async def async_closed() -> AsyncIterator[Session]:
    session = Session("async_closed")
    try:
        yield session
    finally:
        session.close()


def use() -> str:
    session = next(closed())  # E[fastapi-teardown]
    return ",".join(Session.closed)


def use2() -> str:
    session = closed().__next__()  # E[fastapi-teardown]
    return ",".join(Session.closed)


def use3() -> str:
    for session in closed():
        return ",".join(Session.closed)
    return ""


async def use4() -> str:
    session = await anext(async_closed())  # E[fastapi-teardown]
    return session.name


async def use5() -> str:
    session = await async_closed().__anext__()  # E[fastapi-teardown]
    return session.name


@app.get("/next")
def by_next(a: Session = Depends(closed), b: Session = Depends(async_closed)) -> str:
    return use() + use2()


@app.get("/inline")
def inline(text: str = Depends(lambda: next(closed()).name)) -> str:  # E[fastapi-teardown]
    return text


@functools.lru_cache  # E[fastapi-teardown]
async def cached() -> str:
    return "x"


@ft.lru_cache(maxsize=None)  # E[fastapi-teardown]
async def cached2() -> str:
    return "x"


@cache  # E[fastapi-teardown]
def cached3() -> Iterator[str]:
    yield "x"


async def plain() -> str:
    return "x"


cached4 = functools.lru_cache(plain)  # E?[fastapi-teardown]


@app.get("/cached1")
def of_cached(a: str = Depends(cached)) -> str:
    return a


@app.get("/cached2")
def of_cached2(a: Annotated[str, Depends(cached2)]) -> str:
    return a


@app.get("/cached3")
def of_cached3(a: str = Depends(cached3)) -> str:
    return a


@app.get("/cached4")
def of_cached4(a: str = Depends(cached4)) -> str:
    return a


def demonstrate(client: TestClient) -> None:
    quiet = TestClient(client.app, raise_server_exceptions=False)
    for number in range(7):
        assert quiet.get(f"/closed/{number}").status_code == 500
    assert Session.closed == []
    for i in range(1, 9):
        assert quiet.get(f"/swallowed{i}").status_code == 500, i
    assert "closed" in client.get("/next").json()
    for i in range(1, 5):
        quiet.get(f"/cached{i}")
        assert quiet.get(f"/cached{i}").status_code == 500, i
