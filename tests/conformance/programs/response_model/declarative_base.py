# The classes of `declarative_base()`: type checkers take them for Any, the source tells their columns.
# outcome: 500
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, Integer, String, create_engine, select
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import StaticPool

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=engine)
Base: Any = declarative_base()
Other: Any = declarative_base(name="Other")


class Pilot(Base):
    __tablename__ = "pilots"
    id = Column(Integer, primary_key=True)
    name = Column(String)


class Flight(Base):
    __tablename__ = "flights"
    id = Column(Integer, primary_key=True)

    @property
    def email(self) -> str:
        return "a@b.c"


class Common:
    email = "a@b.c"


class Mechanic(Common, Other):
    __tablename__ = "mechanics"
    id = Column(Integer, primary_key=True)


class Guest(Other):
    __tablename__ = "guests"
    id = Column(Integer, primary_key=True)


class PilotOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


class Mailed(BaseModel):
    id: int
    email: str


def get_db() -> Iterator[Session]:
    Base.metadata.create_all(engine)
    with SessionLocal() as session:
        if session.get(Pilot, 1) is None:
            session.add(Pilot(id=1, name="Amelia"))
            session.commit()
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/declared", response_model=Mailed)
def declared(db: Database) -> Pilot:  # E[fastapi-response-model]
    return db.execute(select(Pilot)).scalar_one()


@app.get("/declared-list", response_model=list[Mailed])
def declared_list(db: Database) -> list[Pilot]:  # E[fastapi-response-model]
    return db.query(Pilot).all()


@app.get("/first", response_model=Mailed)
def first(db: Database) -> Any:
    return db.query(Pilot).first()  # E[fastapi-response-model]


@app.get("/all", response_model=list[Mailed])
def every(db: Database) -> Any:
    return db.query(Pilot).all()  # E[fastapi-response-model]


@app.get("/name", response_model=Mailed)
def name(db: Database) -> Any:
    found = db.get(Pilot, 1)
    if found is None:
        raise HTTPException(404)
    return found  # E[fastapi-response-model]


@app.get("/made", response_model=Mailed)
def made() -> Any:
    guest = Guest(id=1)
    return guest  # E[fastapi-response-model]


@app.get("/one-for-all", response_model=list[PilotOut])
def one_for_all(db: Database) -> Any:
    return db.get(Pilot, 1)  # E[fastapi-response-model]


# Valid.


@app.get("/v1", response_model=PilotOut)
def fits(db: Database) -> Any:
    return db.query(Pilot).first()


@app.get("/v2", response_model=list[PilotOut])
def fit(db: Database) -> Any:
    return db.query(Pilot).all()


@app.get("/v3", response_model=Mailed)
def by_property() -> Any:
    return Flight(id=1)


@app.get("/v4", response_model=Mailed)
def by_mixin() -> Mechanic:
    return Mechanic(id=1)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        is_valid = path.startswith("/v")
        assert client.get(path).status_code == (200 if is_valid else 500), path
