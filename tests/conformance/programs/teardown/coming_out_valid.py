# Dependencies that are closed, and exceptions that come out.
import contextlib
import functools
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request, WebSocket, WebSocketDisconnect
from fastapi.testclient import TestClient


class Session:
    closed: list[str] = []

    def close(self) -> None:
        Session.closed.append("x")

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rollback(self) -> None: ...


def fail() -> Any:
    raise HTTPException(404)


def one() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


def two() -> Iterator[Session]:
    with Session() as session:
        yield session


def three() -> Iterator[Session]:
    with closing(Session()) as session:
        yield session
        print("done")


def four() -> Iterator[Session]:
    with ExitStack() as stack:
        session = Session()
        stack.callback(session.close)
        yield session


def five() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        session.rollback()
        session.close()
        raise
    session.close()


def six() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception as error:
        session.close()
        raise HTTPException(404) from error
    else:
        session.close()


def seven() -> Iterator[Session]:
    yield from one()


def eight() -> Iterator[Session]:
    for session in one():
        yield session


def nine() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except ValueError:
        session.rollback()
        fail()
    finally:
        session.close()


async def ten() -> AsyncIterator[Session]:
    async with AsyncExitStack() as stack:
        yield stack.enter_context(Session())


def eleven() -> Iterator[Session]:
    session = Session()
    error: Exception | None = None
    try:
        yield session
    except Exception as found:
        error = found
    session.close()
    if error is not None:
        raise error


def twelve() -> Generator[Session, None, None]:
    session = Session()
    try:
        yield session
    except Exception as error:
        match error:
            case ValueError():
                raise HTTPException(400)
            case _:
                raise
    finally:
        session.close()


@contextmanager
def scope() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


def thirteen() -> Iterator[Session]:
    with scope() as session:
        yield session


def fourteen() -> Iterator[Session]:
    manager = scope()
    session = manager.__enter__()
    try:
        yield session
    finally:
        manager.__exit__(None, None, None)


def counting() -> Iterator[int]:
    yield 1
    print("counted")


def before() -> Iterator[int]:
    session = Session()
    session.close()
    yield 1


def swallowed_elsewhere() -> Iterator[int]:
    try:
        number = int("x")
    except ValueError:
        number = 1
    yield number


def closed_by_itself() -> str:
    generator = one()
    session = next(generator)
    try:
        return "x"
    finally:
        generator.close()


def with_closing() -> str:
    with closing(one()) as generator:
        next(generator)
        return "x"


def items() -> Iterator[int]:
    yield from (1, 2)


def first_item() -> int:
    return next(items())


@functools.lru_cache
def cached() -> dict[str, str]:
    return {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    session = Session()
    yield
    session.close()
    Session.closed.clear()


@contextlib.contextmanager
def not_a_dependency() -> Iterator[None]:
    with contextlib.suppress(Exception):
        yield


app = FastAPI(lifespan=lifespan)


async def socket_session(websocket: WebSocket) -> AsyncIterator[Session]:
    session = Session()
    try:
        yield session
    except WebSocketDisconnect:
        session.close()


@app.websocket("/socket")
async def socket(websocket: WebSocket, session: Session = Depends(socket_session)) -> None:
    await websocket.accept()
    await websocket.receive_text()


ALL = [
    one,
    two,
    three,
    four,
    five,
    six,
    seven,
    eight,
    nine,
    ten,
    eleven,
    twelve,
    thirteen,
    fourteen,
]
for number, dependency in enumerate(ALL):
    app.add_api_route(f"/{number}", fail, dependencies=[Depends(dependency)])


@app.get(
    "/a", dependencies=[Depends(one), Depends(two), Depends(three), Depends(four), Depends(five)]
)
@app.get(
    "/b", dependencies=[Depends(six), Depends(seven), Depends(eight), Depends(nine), Depends(ten)]
)
@app.get(
    "/c", dependencies=[Depends(eleven), Depends(twelve), Depends(thirteen), Depends(fourteen)]
)
@app.get(
    "/d",
    dependencies=[
        Depends(counting),
        Depends(before),
        Depends(swallowed_elsewhere),
        Depends(cached),
    ],
)
@app.get("/e", dependencies=[Depends(closed_by_itself), Depends(with_closing), Depends(first_item)])
def named(request: Request) -> str:
    return "x"


def demonstrate(client: TestClient) -> None:
    for number in range(len(ALL)):
        before = len(Session.closed)
        assert client.get(f"/{number}").status_code == 404, number
        assert len(Session.closed) == before + 1, number
    for path in "abcde":
        assert client.get(f"/{path}").status_code == 200
