from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

log: list[str] = []


class Session:
    def close(self) -> None:
        log.append("close")

    def rollback(self) -> None:
        log.append("rollback")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()  # E[fastapi-teardown]


async def get_swallowing() -> AsyncIterator[Session]:
    session = Session()
    try:
        yield session
    except Exception:  # E[fastapi-teardown]
        session.rollback()
    finally:
        session.close()


def get_closed() -> Iterator[Session]:
    session = Session()
    try:
        yield session
    finally:
        session.close()


def get_of_nobody() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()
