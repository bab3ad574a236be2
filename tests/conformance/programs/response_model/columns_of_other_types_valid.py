# Attributes declared as one type and mapped to a column of another: the database gives back what the column holds.
import uuid
from collections.abc import Iterator
from datetime import date
from enum import Enum

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, DateTime, ForeignKey, String, create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, SQLModel

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Level(Enum):
    LOW = "low"


class Voyage(Base):
    __tablename__ = "voyages_of_other_types"

    id: Mapped[uuid.UUID] = mapped_column(String(36), primary_key=True)
    port: Mapped[int] = mapped_column("port_id", String, ForeignKey("ports.id"))
    level: Mapped[Level] = mapped_column(String(8), nullable=False)


class Mooring(SQLModel, table=True):
    __tablename__ = "moorings_of_other_types"

    id: uuid.UUID = Field(sa_column=Column(String(36), primary_key=True))
    berth: int = Field(sa_type=String)
    until: date = Field(sa_type=DateTime)


class VoyageOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    port: str
    level: str


class MooringOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    berth: str


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@app.get("/voyage", response_model=VoyageOut)
def read_voyage(session: Session = Depends(get_session)) -> Voyage:
    voyage = session.get(Voyage, "a1")
    assert voyage is not None
    return voyage


@app.get("/moorings", response_model=list[MooringOut])
def read_moorings(session: Session = Depends(get_session)) -> list[Mooring]:
    return list(session.query(Mooring))


def demonstrate(client: TestClient) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("create table voyages_of_other_types (id text, port_id text, level text)")
        )
        connection.execute(
            text("create table moorings_of_other_types (id text, berth text, until datetime)")
        )
        connection.execute(text("insert into voyages_of_other_types values ('a1', 'b2', 'low')"))
        connection.execute(
            text("insert into moorings_of_other_types values ('a1', 'b2', '2026-01-01 00:00:00')")
        )
    assert client.get("/voyage").json() == {"id": "a1", "port": "b2", "level": "low"}
    assert client.get("/moorings").json() == [{"id": "a1", "berth": "b2"}]
