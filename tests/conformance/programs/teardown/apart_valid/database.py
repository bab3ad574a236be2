from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import cache

log: list[str] = []


class Session:
    def close(self) -> None:
        log.append("close")

    def rollback(self) -> None:
        log.append("rollback")


def get_session() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


async def get_async() -> AsyncIterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


# A script has it, and its name begins that of a dependency.
def get_sess() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()


# Nothing depends on these: a script may end them as it likes.
def of_a_script() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()


def numbers() -> Iterator[int]:
    try:
        yield from range(3)
    except Exception:
        log.append("failed")


@cache
def settings() -> dict[str, str]:
    return {"name": "bookshop"}


@contextmanager
def opened() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()
