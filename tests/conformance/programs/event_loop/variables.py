# A context variable that is set in a thread is lost.
# outcome: silent
import contextvars
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request
from fastapi.testclient import TestClient

app = FastAPI()
user: ContextVar[str] = ContextVar("user", default="nobody")
other = contextvars.ContextVar("other", default="nobody")


def set_user(x_user: Annotated[str, Header()] = "x") -> None:
    user.set(x_user)  # E[fastapi-event-loop]


def set_other() -> None:
    token = other.set("x")  # E[fastapi-event-loop]
    print(token)


async def set_right() -> None:
    user.set("right")


def set_and_reset() -> Iterator[None]:
    token = user.set("x")
    yield
    print(token)


def used_here() -> str:
    token = user.set("here")
    try:
        return user.get()
    finally:
        user.reset(token)


class Holder:
    def __init__(self) -> None:
        user.set("x")  # E[fastapi-event-loop]


@app.get("/0", dependencies=[Depends(set_user)])
def r0() -> str:
    return user.get()


@app.get("/1", dependencies=[Depends(set_other)])
async def r1() -> str:
    return other.get()


@app.get("/2")
def r2(holder: Annotated[Holder, Depends()]) -> str:
    return user.get()


@app.get("/3", dependencies=[Depends(set_right)])
def r3() -> str:
    return user.get()


@app.get("/4")
def r4(here: Annotated[str, Depends(used_here)]) -> str:
    return here


@app.get("/5")
def r5() -> str:
    user.set("own")
    return user.get()


def demonstrate(client: TestClient) -> None:
    assert [client.get(f"/{n}").json() for n in range(6)] == [
        "nobody",
        "nobody",
        "nobody",
        "right",
        "here",
        "own",
    ]
