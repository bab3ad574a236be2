from typing import Annotated, Generic, TypeVar

from fastapi import Depends


class Entity: ...


class User(Entity): ...


class Room(Entity): ...


E = TypeVar("E", bound=Entity)
K = TypeVar("K", int, str)


class Store(Generic[E]): ...


def get_user() -> User:
    return User()


def get_store() -> Store[User]:
    return Store()


def get_key() -> int:
    return 3


Provided = Annotated[E, Depends(get_user)]
Stored = Annotated[Store[E], Depends(get_store)]
Key = Annotated[K, Depends(get_key)]
