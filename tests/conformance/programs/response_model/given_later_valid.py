# An object may have more than its class says: what a function sets on it, what SQLAlchemy maps later, a row's columns.
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Session, SQLModel, create_engine
from sqlmodel import select as select_rows

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "late_authors"

    id: Mapped[int] = mapped_column(primary_key=True)


class Essay(Base):
    __tablename__ = "late_essays"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("late_authors.id"))


Author.essays_written = column_property(  # type: ignore[attr-defined]
    select(func.count(Essay.id)).where(Essay.author_id == Author.id).scalar_subquery()
)


class Painter(SQLModel, table=True):
    __tablename__ = "late_painters"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    age: int | None = None


class Plain:
    id = 1


class Numbered(BaseModel):
    id: int


class AuthorPublic(BaseModel):
    id: int
    essays_written: int


class WithRole(BaseModel):
    id: int
    role: str


class NameAndAge(SQLModel):
    name: str
    age: int | None


class Renamed(SQLModel):
    full_name: str = Field(schema_extra={"validation_alias": "name"})


class Item(BaseModel):
    id: int
    name: str


@app.get("/mapped-later", response_model=AuthorPublic)
def mapped_later() -> Any:
    with Session(engine) as session:
        return session.get(Author, 1)


@app.get("/mapped-later-declared", response_model=AuthorPublic)
def mapped_later_declared() -> Author:
    with Session(engine) as session:
        return session.get_one(Author, 1)


@app.get("/set", response_model=WithRole)
def set_on_it() -> Any:
    plain = Plain()
    plain.role = "admin"  # type: ignore[attr-defined]
    return plain


@app.get("/setattr", response_model=WithRole)
def set_by_name() -> Any:
    plain = Plain()
    setattr(plain, "role", "admin")  # noqa: B010
    return plain


@app.get("/setattr-loop", response_model=list[WithRole])
def set_in_a_loop() -> list[Plain]:
    found = [Plain(), Plain()]
    for plain in found:
        for name, value in {"role": "admin"}.items():
            setattr(plain, name, value)
    return found


@app.get("/dictionary", response_model=WithRole)
def set_in_its_dictionary() -> Any:
    plain = Plain()
    plain.__dict__["role"] = "admin"
    return plain


@app.get("/copied", response_model=WithRole)
def set_by_copying() -> Any:
    return Numbered(id=1).model_copy(update={"role": "admin"})


@app.get("/rows", response_model=list[NameAndAge])
def rows() -> Any:
    with Session(engine) as session:
        return session.exec(select_rows(Painter.name, Painter.age)).all()


@app.get("/rows-declared", response_model=list[NameAndAge])
def rows_declared() -> Sequence[tuple[str, int | None]]:
    with Session(engine) as session:
        return session.exec(select_rows(Painter.name, Painter.age)).all()


@app.get("/row", response_model=NameAndAge)
def row() -> Any:
    with Session(engine) as session:
        return session.exec(select_rows(Painter.name, Painter.age)).first()


@app.get("/renamed", response_model=Renamed)
def renamed() -> Any:
    return Painter(name="Ada")


@app.get("/unreachable", response_model=Item)
def unreachable() -> Any:
    return {"id": 1, "name": "a"}
    return {"id": 1}


@app.get("/switched-off", response_model=Item)
def switched_off() -> Any:
    if False:
        return {"id": 1}
    return {"id": 1, "name": "a"}


@app.get("/finally", response_model=Item)
def replaced() -> Any:
    try:
        return {"id": 1}
    finally:
        return {"id": 1, "name": "a"}  # noqa: B012


def demonstrate(client: TestClient) -> None:
    Base.metadata.create_all(engine)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Author(id=1), Painter(name="Ada", age=3)])
        session.commit()
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
