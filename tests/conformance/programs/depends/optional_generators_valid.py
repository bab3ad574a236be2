# A generator function provides what it yields, whatever else its annotation allows.
# fastapi: 0.124
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Generator,
    Iterable,
    Iterator,
)
from functools import partial, wraps
from typing import Annotated, Optional, ParamSpec, TypeVar, Union

from fastapi import Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()


class RPC:
    name = "rpc"


async def asynchronous() -> Optional[AsyncIterator[RPC]]:
    yield RPC()


async def quoted() -> "Optional[AsyncIterator[RPC]]":
    yield RPC()


def in_new_style() -> Iterator[RPC] | None:
    yield RPC()


def none_first() -> None | Iterator[RPC]:
    yield RPC()


def several() -> Union[Generator[RPC, None, None], Iterator[RPC], None]:
    yield RPC()


async def full() -> Union[AsyncGenerator[RPC, None], None]:
    yield RPC()


def iterable() -> Optional[Iterable[RPC]]:
    yield RPC()


async def asynchronous_iterable() -> AsyncIterable[RPC] | None:
    yield RPC()


class Provider:
    def __call__(self) -> Iterator[RPC] | None:
        yield RPC()

    async def method(self) -> Optional[AsyncIterator[RPC]]:
        yield RPC()


provider = Provider()
P = ParamSpec("P")
R = TypeVar("R")


def logged(function: Callable[P, R]) -> Callable[P, R]:
    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    return wrapper


@logged
def decorated() -> Iterator[RPC] | None:
    yield RPC()


def named(name: str) -> Iterator[RPC] | None:
    yield RPC()


renamed = in_new_style
with_name = partial(named, "a")
declared: Callable[[], Iterator[RPC] | None] = in_new_style


class Inherited(Provider):
    pass


@app.get("/")
def read(
    a: Annotated[RPC, Depends(asynchronous)],
    b: Annotated[RPC, Depends(in_new_style)],
    c: Annotated[RPC, Depends(several)],
    d: Annotated[RPC, Depends(full)],
    e: Annotated[RPC, Depends(iterable)],
    f: Annotated[RPC, Depends(asynchronous_iterable)],
    g: Annotated[RPC, Depends(provider)],
    h: Annotated[RPC, Depends(provider.method)],
    i: RPC = Depends(none_first),
    j: RPC = Depends(quoted),
    k: RPC = Depends(decorated),
    l: RPC = Depends(renamed),
    m: RPC = Depends(with_name),
    n: RPC = Depends(partial(named, name="b")),
    o: RPC = Depends(Inherited()),
    p: RPC = Depends(declared),
) -> list[str]:
    return [each.name for each in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)]


@app.websocket("/socket")
async def socket(websocket: WebSocket, rpc: RPC = Depends(asynchronous)) -> None:
    await websocket.accept()
    await websocket.send_text(rpc.name)


def replaced() -> RPC:
    return RPC()


app.dependency_overrides[replaced] = in_new_style


@app.get("/overridden")
def overridden(rpc: Annotated[RPC, Depends(replaced)]) -> str:
    return rpc.name


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["rpc"] * 16
    assert client.get("/overridden").json() == "rpc"
    with client.websocket_connect("/socket") as websocket:
        assert websocket.receive_text() == "rpc"
