from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .database import Session, get_session, numbers, of_a_script, opened


def first() -> int:
    return next(numbers())


def run() -> None:
    with contextmanager(get_session)() as session:
        session.rollback()
    with opened() as session:
        session.rollback()


def keep() -> Iterator[Session]:
    generator = get_session()
    yield next(generator)
    generator.close()


# Nothing of FastAPI's depends on that generator.
def script() -> None:
    session = next(of_a_script())
    session.rollback()
