# A SQLModel is a model like any other: FastAPI reads its fields from what is returned.
# outcome: 500
import uuid
from datetime import datetime
from typing import Annotated, Optional

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlmodel import Field, Relationship, SQLModel

app = FastAPI()


class HeroBase(SQLModel):
    name: str = Field(index=True)


class Hero(HeroBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Optional["Team"] = Relationship(back_populates="heroes")


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    created: datetime = Field(default_factory=datetime.now)
    heroes: list[Hero] = Relationship(back_populates="team")


class HeroWithAge(HeroBase):
    age: int


class HeroNumbered(HeroBase):
    id: int


class HeroesPublic(SQLModel):
    data: list[HeroBase]
    count: int


class TeamPublic(SQLModel):
    created: str


class TeamWithHeroes(SQLModel):
    heroes: list[HeroWithAge]


class Renamed(SQLModel):
    nickname: str = Field(alias="nick")


class Plain(BaseModel):
    id: uuid.UUID
    power: str


class Unrelated(SQLModel):
    name: str


def get_team() -> Team:
    return Team(id=1, heroes=[Hero(name="a")])


def get_hero() -> Hero:
    return Hero(name="a")


AHero = Annotated[Hero, Depends(get_hero)]
ATeam = Annotated[Team, Depends(get_team)]


@app.get("/field", response_model=HeroWithAge)
def field(hero: AHero) -> Hero:  # E[fastapi-response-model]
    return hero


@app.get("/type", response_model=HeroNumbered)
def number(hero: AHero) -> Hero:  # E[fastapi-response-model]
    return hero


@app.get("/list", response_model=list[HeroWithAge])
def several(hero: AHero) -> list[Hero]:  # E[fastapi-response-model]
    return [hero]


@app.get("/wrapped", response_model=HeroesPublic)
def wrapped(hero: AHero) -> list[Hero]:  # E[fastapi-response-model]
    return [hero]


@app.get("/date", response_model=TeamPublic)
def date(team: ATeam) -> Team:  # E[fastapi-response-model]
    return team


@app.get("/relationship", response_model=TeamWithHeroes)
def relationship(team: ATeam) -> Team:  # E[fastapi-response-model]
    return team


@app.get("/alias", response_model=Renamed)
def alias(hero: AHero) -> Hero:  # E[fastapi-response-model]
    return hero


@app.get("/plain-model", response_model=Plain)
def plain_model(hero: AHero) -> Hero:  # E[fastapi-response-model]
    return hero


@app.get("/table", response_model=Hero)
def table(hero: AHero) -> str:  # E[fastapi-response-model]
    return hero.name


@app.get("/table-attributes", response_model=Team)
def table_attributes(hero: AHero) -> HeroBase | None:  # E[fastapi-response-model]
    return None


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
