# Rows and their number, as a page is often read, are a tuple and no row: no field is found in them.
# outcome: 500
from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Session, SQLModel, create_engine, func, select

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
app = FastAPI()
T = TypeVar("T")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


class HeroOut(SQLModel):
    name: str


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int


class Counted(BaseModel):
    name: str
    total: int


class Heroes:
    def __init__(self) -> None:
        self.session = Session(engine)

    def page(self) -> tuple[Sequence[Hero], int]:
        heroes = self.session.exec(select(Hero)).all()
        return heroes, len(heroes)


Found = Annotated[Heroes, Depends()]
SQLModel.metadata.create_all(engine)
with Session(engine) as filling:
    filling.add(Hero(name="a"))
    filling.commit()


@app.get("/page", response_model=Page[HeroOut])
def page(heroes: Found) -> Any:
    return heroes.page()  # E[fastapi-response-model]


@app.get("/right/page", response_model=Page[HeroOut])
def right_page(heroes: Found) -> Any:
    items, total = heroes.page()
    return {"items": items, "total": total}


@app.get("/right/rows", response_model=list[Counted])
def rows(heroes: Found) -> Any:
    found = select(Hero.name, func.count().label("total")).group_by(Hero.name)
    return heroes.session.exec(found).all()


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
