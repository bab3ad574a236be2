# Calls by hand that get markers, and those that do not.
# outcome: silent
import functools
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, FastAPI, Header, Query, Request
from fastapi.params import Query as QueryClass
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def names(self) -> list[str]:
        return ["x"]


def get_session() -> Session:
    return Session()


def list_items(limit: int = Query(10), session: Session = Depends(get_session)) -> list[str]:
    return [str(type(limit).__name__), str(session)]


async def alist_items(limit: int = Query(10)) -> str:
    return type(limit).__name__


def fine(
    limit: Annotated[int, Query()] = 10,
    session: Annotated[Session | None, Depends(get_session)] = None,
) -> str:
    return type(limit).__name__


class Service:
    def __init__(self, session: Session = Depends(get_session)) -> None:
        self.session = session

    def list(self, limit: int = Query(10)) -> str:
        return type(limit).__name__

    @staticmethod
    def static(limit: int = Query(10)) -> str:
        return type(limit).__name__


@app.get("/0")
def r0() -> Any:
    return list_items()  # E[fastapi-direct-call]


@app.get("/1")
async def r1() -> Any:
    return await alist_items()  # E[fastapi-direct-call]


@app.get("/2")
def r2() -> Any:
    return list_items(limit=3)  # E[fastapi-direct-call]


@app.get("/3")
def r3() -> Any:
    return type(Service().session).__name__  # E[fastapi-direct-call]


@app.get("/4")
def r4(service: Annotated[Service, Depends()]) -> Any:
    return service.list()  # E[fastapi-direct-call]


@app.get("/5")
def r5() -> Any:
    return Service.static()  # E[fastapi-direct-call]


@app.get("/6")
def r6() -> Any:
    return [list_items(1) for _ in range(1)]  # E[fastapi-direct-call]


@app.get("/7")
def r7() -> Any:
    call = functools.partial(list_items, 1)
    return call()  # E[fastapi-direct-call]


@app.get("/8")
def r8() -> Any:
    options = {"limit": 1}
    return list_items(**options)


@app.get("/9")
def r9() -> Any:
    match list_items(1):  # E[fastapi-direct-call]
        case found:
            return found


@app.get("/10")
def r10() -> Any:
    if found := list_items(1):  # E[fastapi-direct-call]
        return found
    return []


def page(limit: int = Query(10)) -> int:
    return limit


def paged(first: int = Depends(page), second: int = page()) -> str:  # E[fastapi-direct-call]
    return type(second).__name__


@app.get("/v0")
def v0() -> Any:
    return list_items(1, Session()), list_items(limit=1, session=Session()), fine(), fine(3)


@app.get("/v1")
def v1(session: Annotated[Session, Depends(get_session)]) -> Any:
    return list_items(1, session=session)


@app.get("/v2")
def v2() -> Any:
    service = Service(Session())
    return service.list(3) + Service.static(limit=3)


@app.get("/v3")
def v3(request: Request) -> Any:
    args = (1, Session())
    return list_items(*args)


def demonstrate(client: TestClient) -> None:
    for n in range(7):
        assert client.get(f"/{n}").status_code == 200, n
    assert client.get("/3").json() == "Depends"
    assert client.get("/v0").json()[2:] == ["int", "int"]
