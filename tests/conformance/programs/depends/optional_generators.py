# What a generator yields counts, where its annotation allows a None beside the iterator.
# outcome: silent
from collections.abc import AsyncIterator, Generator, Iterable, Iterator
from typing import Annotated, Optional, Union

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class RPC:
    name = "rpc"


class Config:
    name = "config"


async def asynchronous() -> Optional[AsyncIterator[RPC]]:
    yield RPC()


def in_new_style() -> Iterator[RPC] | None:
    yield RPC()


def several() -> Union[Generator[RPC, None, None], None]:
    yield RPC()


def iterable() -> Optional[Iterable[RPC]]:
    yield RPC()


def may_yield_none() -> Optional[Iterator[RPC | None]]:
    yield None


def returns_an_iterator() -> Optional[Iterator[RPC]]:
    return iter([RPC()])


@app.get("/")
def read(
    a: Annotated[Config, Depends(asynchronous)],  # E[fastapi-depends]
    b: Annotated[Config, Depends(in_new_style)],  # E[fastapi-depends]
    c: Annotated[Config, Depends(several)],  # E[fastapi-depends]
    d: Annotated[Config, Depends(iterable)],  # E[fastapi-depends]
    e: Annotated[RPC, Depends(may_yield_none)],  # E[fastapi-depends]
    f: Annotated[RPC, Depends(returns_an_iterator)],  # E[fastapi-depends]
) -> list[str]:
    return [type(each).__name__ for each in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["RPC"] * 4 + ["NoneType", "list_iterator"]
