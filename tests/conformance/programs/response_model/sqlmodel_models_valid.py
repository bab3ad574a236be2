# What SQLModels have, FastAPI reads from them: columns, relationships, what has a default.
import uuid
from collections.abc import Sequence
from typing import Annotated, Optional

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, computed_field, field_validator
from sqlalchemy import Column, String
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class HeroBase(SQLModel):
    name: str = Field(index=True)
    power: str | None = Field(default=None, max_length=10)


class Champion(HeroBase, table=True):
    __tablename__ = "champions"

    id: int | None = Field(default=None, primary_key=True)
    secret: str = Field(sa_column=Column("hidden", String))
    team_id: int | None = Field(default=None, foreign_key="squads.id")
    team: Optional["Squad"] = Relationship(back_populates="heroes")

    @property
    def title(self) -> str:
        return self.name.title()


class Squad(SQLModel, table=True):
    __tablename__ = "squads"

    id: int | None = Field(default=None, primary_key=True)
    code: uuid.UUID = Field(default_factory=uuid.uuid4)
    heroes: list[Champion] = Relationship(back_populates="team")


class HeroPublic(HeroBase):
    id: int


class HeroTitled(HeroBase):
    title: str


class HeroWithDefault(HeroBase):
    age: int = 3
    tags: list[str] = Field(default_factory=list)


class TeamPublic(SQLModel):
    id: int
    code: uuid.UUID


class HeroWithTeam(HeroPublic):
    team: TeamPublic | None = None


class TeamWithHeroes(TeamPublic):
    heroes: list[HeroPublic] = []


class Named(SQLModel):
    model_config = ConfigDict(populate_by_name=True)

    name: str = Field(alias="heroName")


class Lengthened(SQLModel):
    name: int

    @field_validator("name", mode="before")
    @classmethod
    def length(cls, name: object) -> int:
        return len(str(name))


class Computed(HeroBase):
    @computed_field
    @property
    def loud(self) -> str:
        return self.name.upper()


class Plain(BaseModel):
    name: str


class HeroesPublic(SQLModel):
    data: list[HeroPublic]
    count: int


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def get_hero(session: SessionDep) -> Champion:
    hero = session.get(Champion, 1)
    if hero is None:
        raise HTTPException(404)
    return hero


AHero = Annotated[Champion, Depends(get_hero)]


@app.get("/public", response_model=HeroPublic)
def public(hero: AHero) -> Champion:
    return hero


@app.get("/base", response_model=HeroBase)
def base(hero: AHero) -> Champion:
    return hero


@app.get("/itself", response_model=Champion)
def itself(hero: AHero) -> Champion:
    return hero


@app.get("/table-of-attributes", response_model=Squad)
def table_of_attributes() -> TeamPublic:
    return TeamPublic(id=1, code=uuid.uuid4())


@app.get("/titled", response_model=HeroTitled)
def titled(hero: AHero) -> Champion:
    return hero


@app.get("/default", response_model=HeroWithDefault)
def with_default(hero: AHero) -> Champion:
    return hero


@app.get("/with-team", response_model=HeroWithTeam)
def with_team(hero: AHero) -> Champion:
    return hero


@app.get("/team", response_model=TeamWithHeroes | None)
def team(hero: AHero) -> Squad | None:
    return hero.team


@app.get("/named", response_model=Named)
def named(hero: AHero) -> Champion:
    return hero


@app.get("/converted", response_model=Lengthened)
def converted(hero: AHero) -> Champion:
    return hero


@app.get("/computed", response_model=Computed)
def computed(hero: AHero) -> Champion:
    return hero


@app.get("/plain", response_model=Plain)
def plain(hero: AHero) -> Champion:
    return hero


@app.get("/list", response_model=list[HeroPublic])
def several(session: SessionDep) -> Sequence[Champion]:
    return session.exec(select(Champion)).all()


@app.get("/wrapped", response_model=HeroesPublic)
def wrapped(session: SessionDep) -> HeroesPublic:
    heroes = session.exec(select(Champion)).all()
    return HeroesPublic(data=[HeroPublic.model_validate(hero) for hero in heroes], count=1)


def demonstrate(client: TestClient) -> None:
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Champion(name="ant", secret="s", team=Squad()))
        session.commit()
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
