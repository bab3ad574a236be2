# Dependencies that are closed whatever happens, and let exceptions out again.
import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

log: list[str] = []


class Session:
    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        log.append("close")

    def rollback(self) -> None: ...


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    session = Session()
    yield
    session.close()


app = FastAPI(lifespan=lifespan)


def finally_closed() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


def inside() -> Iterator[Session]:
    with Session() as session:
        yield session


def closed_by_closing() -> Iterator[Session]:
    with closing(Session()) as session:
        yield session
        log.append("done")


def translated() -> Iterator[None]:
    try:
        yield
    except KeyError as error:
        raise HTTPException(404) from error


def conditional(strict: bool = True) -> Iterator[None]:
    try:
        yield
    except ValueError:
        if strict:
            raise


def fail(error: Exception) -> None:
    raise HTTPException(409) from error


def by_a_function() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        fail(error)


async def cancelled() -> AsyncIterator[None]:
    try:
        yield
    except asyncio.CancelledError:
        log.append("cancelled")


def before() -> Iterator[int]:
    try:
        number = 1
    except ValueError:
        number = 2
    yield number


def numbers() -> Iterator[int]:
    yield 1
    yield 2


@lru_cache
def get_settings() -> dict[str, str]:
    return {}


@app.get("/{number}")
def read(
    number: int,
    a: Annotated[Session, Depends(finally_closed)],
    b: Annotated[Session, Depends(inside)],
    c: Annotated[Session, Depends(closed_by_closing)],
    d: Annotated[None, Depends(translated)],
    e: Annotated[None, Depends(conditional)],
    f: Annotated[None, Depends(by_a_function)],
    g: Annotated[None, Depends(cancelled)],
    h: Annotated[int, Depends(before)],
    i: Annotated[dict[str, str], Depends(get_settings)],
) -> int:
    with contextmanager(finally_closed)():
        kept = finally_closed()
        next(kept)
        kept.close()
    if number:
        raise KeyError
    return next(numbers())


def demonstrate(client: TestClient) -> None:
    assert client.get("/0").json() == 1
    assert client.get("/1").status_code == 404
