# A relationship is None where its foreign key is NULL, which the type of the relationship does not say.
# outcome: 500
from typing import Any, Optional

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
app = FastAPI()


class Crew(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    heroes: list["Sailor"] = Relationship(back_populates="team")


class Sailor(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    motto: str | None = None
    team_id: int = Field(foreign_key="crew.id", nullable=False)
    team: Optional[Crew] = Relationship(back_populates="heroes")


class Base(DeclarativeBase):
    pass


def text() -> Any:
    return mapped_column(String, default="a")


class City(Base):
    __tablename__ = "city"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Street(Base):
    __tablename__ = "street"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"))
    city: Mapped[City | None] = relationship()
    label: Mapped[str | None] = text()


class TeamOut(SQLModel):
    name: str


class HeroWithTeam(SQLModel):
    name: str
    team: TeamOut


class HeroWithMotto(SQLModel):
    name: str
    motto: str


class HeroWithTags(SQLModel):
    name: str
    tags: list[str]


class CityOut(BaseModel):
    name: str


class StreetOut(BaseModel):
    id: int
    city: CityOut
    label: str


class StreetWithName(BaseModel):
    name: str


SQLModel.metadata.create_all(engine)
Base.metadata.create_all(engine)
with Session(engine) as filling:
    filling.add(Sailor(name="a", team_id=1, team=Crew(name="b")))
    filling.add(City(id=1, name="b"))
    filling.add(Street(id=1, city_id=1))
    filling.commit()


def get_session():
    with Session(engine) as session:
        yield session


@app.get("/right/team", response_model=HeroWithTeam)
def team(session: Session = Depends(get_session)) -> Any:
    return session.exec(select(Sailor)).one()


@app.get("/right/teams", response_model=list[HeroWithTeam])
def teams(session: Session = Depends(get_session)) -> Any:
    return session.exec(select(Sailor)).all()


@app.get("/right/declared", response_model=HeroWithTeam)
def declared(session: Session = Depends(get_session)) -> Sailor:
    return session.exec(select(Sailor)).one()


@app.get("/right/city", response_model=StreetOut)
def city(session: Session = Depends(get_session)) -> Any:
    return session.get(Street, 1)


@app.get("/column", response_model=HeroWithMotto)
def column(session: Session = Depends(get_session)) -> Any:
    return session.exec(select(Sailor)).one()  # E[fastapi-response-model]


@app.get("/mapped-column", response_model=StreetWithName)
def column_mapped(session: Session = Depends(get_session)) -> Any:
    return session.get(Street, 1)  # E[fastapi-response-model]


@app.get("/texts", response_model=HeroWithTags)
def texts(session: Session = Depends(get_session)) -> Any:
    return session.exec(select(Sailor)).one()  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
