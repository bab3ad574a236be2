from collections.abc import Callable
from typing import TypeVar

from . import models, schemas

RowT = TypeVar("RowT")


def get_user(name: str) -> models.User | None:
    return models.User(name) if name else None


def create_user(name: str) -> models.User:
    return models.User(name)


async def load_user(name: str) -> models.User:
    return models.User(name)


def get_item(title: str) -> models.Item | None:
    return models.Item(title, models.User("a")) if title else None


def first(cls: Callable[[str], RowT], name: str) -> RowT:
    return cls(name)


def converted(user: models.User, cls: type[schemas.User]) -> schemas.User:
    return cls(id=1, name=user.name)


def list_users(name: str) -> list[models.User]:
    return [models.User(name)]


def sent_users(name: str) -> list[schemas.User]:
    return [schemas.User(id=1, name=name)]


def find_user(name: str) -> models.User | None:
    return models.User(name) if name else None


def owned(title: str) -> dict[str, tuple[models.Item, models.User]]:
    return {title: (models.Item(title, models.User("a")), models.User("a"))}
