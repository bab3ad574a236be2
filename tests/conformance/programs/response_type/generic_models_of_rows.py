# A generic model of a class that pydantic knows nothing of: `Page[BookRow]`.
# outcome: import
# raises: PydanticSchemaGenerationError
from typing import Any, Generic, TypeVar

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_base, mapped_column

app = FastAPI()
T = TypeVar("T")
Old: Any = declarative_base()


class Base(DeclarativeBase):
    pass


class BoatRow(Base):
    __tablename__ = "boats"
    id: Mapped[int] = mapped_column(primary_key=True)


class OarRow(Old):
    __tablename__ = "oars"
    id = Column(Integer, primary_key=True)


class Boat(BaseModel):
    id: int


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int


class Envelope(BaseModel, Generic[T]):
    data: T | None = None


class Tagged(BaseModel, Generic[T]):
    kind: str = "a"


class Anything(BaseModel, Generic[T]):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    data: T


@app.get("/v1", response_model=Page[Boat])
def right() -> Any:
    return {"items": [], "total": 0}


@app.get("/v2", response_model=Envelope[Any])
def anything() -> Any:
    return {}


@app.get("/v3", response_model=Tagged[BoatRow])
def not_used() -> Any:
    return {}


@app.get("/1", response_model=Page[BoatRow])  # E[fastapi-response-type]
def page() -> Any:
    return {"items": [], "total": 0}


@app.get("/2")
def envelope() -> Envelope[list[BoatRow]]:  # E[fastapi-response-type]
    return Envelope()


@app.get("/3", responses={400: {"model": Envelope[BoatRow]}})  # E[fastapi-response-type]
def of_responses() -> Any:
    return {}


@app.get("/4", response_model=list[Page[OarRow]])  # E[fastapi-response-type]
def old() -> Any:
    return []


@app.get("/5", response_model=OarRow)  # E[fastapi-response-type]
def old_row() -> Any:
    return OarRow(id=1)
