# A column of a SQLModel that may be NULL gives a None, which a field has to take.
# outcome: 500
from datetime import datetime, timezone
from typing import Any, Optional

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import Column, String
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Session, SQLModel, create_engine, select

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
app = FastAPI()


class KnightBase(SQLModel):
    name: str
    age: int | None = None


class Knight(KnightBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    secret: Optional[str] = Field(default=None, index=True)
    code: str | None = Field(default=None, nullable=False)
    at: datetime | None = Field(default_factory=lambda: datetime.now(timezone.utc))
    col: str | None = Field(
        default=None, sa_column=Column(String, server_default="x", nullable=False)
    )
    kw: str | None = Field(default=None, sa_column_kwargs={"server_default": "x"})


class WithId(SQLModel):
    id: int
    name: str


class WithAge(BaseModel):
    name: str
    age: int


class WithSecret(SQLModel):
    secret: str


class WithRest(SQLModel):
    code: str
    at: datetime
    col: str
    kw: str


class Loose(SQLModel):
    age: int | None
    secret: str | None = None


SQLModel.metadata.create_all(engine)
with Session(engine) as filling:
    filling.add(Knight(name="a", code="c", kw="x", col="x"))
    filling.commit()


def get_session():
    with Session(engine) as session:
        yield session


@app.get("/right/primary-key", response_model=WithId)
def primary_key(session: Session = Depends(get_session)):
    return session.get(Knight, 1)


@app.get("/nullable", response_model=WithAge)
def nullable(session: Session = Depends(get_session)):
    return session.get(Knight, 1)  # E[fastapi-response-model]


@app.get("/looked-at", response_model=WithSecret)
def looked_at(session: Session = Depends(get_session)) -> Any:
    knight = session.get(Knight, 1)
    if knight is None:
        raise ValueError
    return knight  # E[fastapi-response-model]


@app.get("/right/filled-by-others", response_model=WithRest)
def filled_by_others(session: Session = Depends(get_session)):
    return session.get(Knight, 1)


@app.get("/right/optional-fields", response_model=Loose)
def optional_fields(session: Session = Depends(get_session)):
    return session.get(Knight, 1)


@app.get("/rows", response_model=list[WithAge])
def rows(session: Session = Depends(get_session)):
    return session.exec(select(Knight)).all()  # E[fastapi-response-model]


@app.get("/right/made-here", response_model=WithAge)
def made_here(session: Session = Depends(get_session)):
    knight = Knight(name="b", age=3, code="x")
    session.add(knight)
    session.commit()
    session.refresh(knight)
    return knight


@app.get("/right/set-here", response_model=WithAge)
def set_here(session: Session = Depends(get_session)):
    knight = session.get(Knight, 1)
    assert knight
    knight.age = 3
    return knight


@app.get("/right/validated-here", response_model=WithAge)
def validated_here(session: Session = Depends(get_session)):
    knight = Knight.model_validate({"name": "b", "age": 3, "code": "x"})
    return knight


@app.get("/right/rows-that-have-it", response_model=list[WithAge])
def rows_that_have_it(session: Session = Depends(get_session)):
    return session.exec(select(Knight).where(Knight.age > 3)).all()


@app.get("/right/asked-for-it", response_model=WithAge)
def asked_for_it(session: Session = Depends(get_session)):
    knight = session.get(Knight, 1)
    if knight is None or knight.age is None:
        knight = Knight(name="c", age=3, code="c")
    return knight


@app.get("/declared", response_model=WithAge)
def declared(session: Session = Depends(get_session)) -> Knight:  # E[fastapi-response-model]
    knight = session.get(Knight, 1)
    assert knight
    return knight


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
