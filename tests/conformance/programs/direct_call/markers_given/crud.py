from typing import Any


def list_users(db: Any, skip: int = 0) -> list[str]:
    return db.names()[skip:]


async def first_user(db: Any) -> str:
    return db.names()[0]


def count_users(db: Any) -> int:
    return len(list_users(db))


class Users:
    def __init__(self, db: Any) -> None:
        self.db = db

    def all(self) -> list[str]:
        return self.db.names()
