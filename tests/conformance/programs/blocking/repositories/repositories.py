from typing import Annotated, Generic, TypeVar

from fastapi import Depends
from sqlalchemy.orm import Query, Session

from .database import Base, User, get_db

T = TypeVar("T", bound=Base)


class Repository(Generic[T]):
    model: type[T]

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, number: int) -> T | None:
        return self.session.get(self.model, number)

    async def get_later(self, number: int) -> T | None:
        return self.session.get(self.model, number)

    def add(self, item: T) -> None:
        self.session.add(item)

    def query(self) -> Query[T]:
        return self.session.query(self.model)


class Users(Repository[User]):
    model = User

    def count(self) -> int:
        return self.query().count()


class Memory:
    def __init__(self) -> None:
        self.session: dict[int, User] = {}

    def get(self, number: int) -> User | None:
        return self.session.get(number)


def get_users(db: Annotated[Session, Depends(get_db)]) -> Users:
    return Users(db)


def get_memory() -> Memory:
    return Memory()


class Service:
    def __init__(self, users: Annotated[Users, Depends(get_users)]) -> None:
        self.users = users

    async def read(self, number: int) -> bool:
        return self.users.get(number) is None

    async def read_deep(self, number: int) -> bool:
        return await self.read(number)

    def name(self) -> str:
        return type(self.users).__name__
