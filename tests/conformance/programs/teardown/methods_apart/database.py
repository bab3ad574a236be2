from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator

log: list[str] = []


class Session:
    def close(self) -> None:
        log.append("close")

    def rollback(self) -> None:
        log.append("rollback")


class Database:
    def session(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.close()  # E[fastapi-teardown]

    async def swallowing(self) -> AsyncIterator[Session]:
        session = Session()
        try:
            yield session
        except Exception:  # E[fastapi-teardown]
            session.rollback()
        finally:
            session.close()

    @staticmethod
    def of_class() -> Iterator[Session]:
        session = Session()
        yield session
        session.close()  # E[fastapi-teardown]

    def closed(self) -> Iterator[Session]:
        session = Session()
        try:
            yield session
        finally:
            session.close()

    def of_nobody(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.close()


class SessionProvider:
    def __call__(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.close()  # E[fastapi-teardown]


class MadeInPlace:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.close()  # E[fastapi-teardown]


class OfNobody:
    def __call__(self) -> Iterator[Session]:
        session = Session()
        yield session
        session.close()


def by_name(name: str) -> Callable[[], Iterator[Session]]:
    def get_session() -> Iterator[Session]:
        session = Session()
        yield session
        session.close()  # E[fastapi-teardown]

    return get_session


database = Database()
provider = SessionProvider()
unused = OfNobody()
