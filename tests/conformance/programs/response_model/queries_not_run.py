# A query, or what comes of running it, returned in the place of what it finds.
# outcome: 500
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Query, Session, mapped_column
from sqlalchemy.pool import StaticPool

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]


class UserOut(BaseModel):
    id: int
    email: str


# All that it asks for, a query has, though it hardly is meant.
class Executed(BaseModel):
    session: Any
    email: str = "none"


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


def named(db: Session, email: str) -> Query[User]:
    return db.query(User).filter(User.email == email)


@app.get("/query", response_model=UserOut)
def query(db: Db):
    return db.query(User).filter(User.id == 1)  # E[fastapi-response-model]


@app.get("/declared", response_model=UserOut)
def declared(db: Db) -> Query[User]:  # E[fastapi-response-model]
    return db.query(User)


@app.get("/service", response_model=UserOut)
def service(db: Db):
    return named(db, "a")  # E[fastapi-response-model]


@app.get("/text", response_model=str)
def text(db: Db):
    return db.query(User)  # E[fastapi-response-model]


@app.get("/statement", response_model=UserOut)
def statement(db: Db):
    return select(User).where(User.id == 1)  # E[fastapi-response-model]


@app.get("/statements", response_model=list[UserOut])
def statements(db: Db):
    return select(User)  # E[fastapi-response-model]


@app.get("/scalars", response_model=UserOut)
def scalars(db: Db):
    return db.scalars(select(User))  # E[fastapi-response-model]


@app.get("/row-as-text", response_model=list[str])
def row_as_text(db: Db):
    return db.execute(select(User.email)).all()  # E[fastapi-response-model]


# A query and a result are gone through by pydantic, which takes any iterable for a list.
@app.get("/all", response_model=list[UserOut])
def all_of(db: Db):
    return db.query(User).filter(User.id == 1)


@app.get("/all-scalars", response_model=list[UserOut])
def all_scalars(db: Db):
    return db.scalars(select(User))


@app.get("/all-columns", response_model=list[UserOut])
def all_columns(db: Db):
    return db.execute(select(User.id, User.email))


@app.get("/mappings", response_model=list[UserOut])
def mappings(db: Db):
    return db.execute(select(User.id, User.email)).mappings()


@app.get("/one", response_model=UserOut)
def one(db: Db):
    return named(db, "a").one()


@app.get("/emails", response_model=list[str])
def emails(db: Db):
    return db.scalars(select(User.email)).all()


@app.get("/executed", response_model=Executed, response_model_exclude={"session"})
def executed(db: Db):
    return db.query(User)


def demonstrate(client: TestClient) -> None:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(User(id=1, email="a"))
        session.commit()
    for path in ("query", "declared", "service", "text", "statement", "statements"):
        assert client.get(f"/{path}").status_code == 500, path
    for path in ("scalars", "row-as-text"):
        assert client.get(f"/{path}").status_code == 500, path
    user = {"id": 1, "email": "a"}
    for path in ("all", "all-scalars", "all-columns", "mappings"):
        assert client.get(f"/{path}").json() == [user], path
    assert client.get("/one").json() == user
    assert client.get("/emails").json() == ["a"]
    assert client.get("/executed").json() == {"email": "none"}
