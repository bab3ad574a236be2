from __future__ import annotations

from collections.abc import Iterator


class User:
    name = "a"


class Session:
    def commit(self) -> None: ...


def get_user() -> User:
    return User()


def get_session() -> Iterator[Session]:
    yield Session()
