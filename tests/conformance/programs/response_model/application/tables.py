from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "application_users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    manager_id: Mapped[int] = mapped_column(ForeignKey("application_users.id"))
    manager: Mapped[User] = relationship()


def find() -> User:
    return User(id=1, name="a", manager=User(id=2, name="b"))
