from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
Local = sessionmaker(engine)


class Base(DeclarativeBase): ...


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


Base.metadata.create_all(engine)


def get_db() -> Iterator[Session]:
    with Local() as session:
        yield session


@contextmanager
def session_scope() -> Iterator[Session]:
    with Local() as session:
        yield session


def load(db: Session, number: int) -> User | None:
    return db.query(User).filter(User.id == number).first()


def load_in_scope() -> int:
    with session_scope() as session:
        return session.query(User).count()
