# A field that takes None, one with a validator, and what is no column of the class's own.
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, field_validator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlmodel import Field, SQLModel

app = FastAPI()


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Guest(Base):
    __tablename__ = "guests"

    name: Mapped[str]
    nickname: Mapped[str | None]

    @property
    def shown(self) -> str | None:
        return self.nickname or self.name


class Visitor(SQLModel):
    id: int | None = Field(default=None)
    name: str


class Optional(BaseModel):
    nickname: str | None


class Converted(BaseModel):
    nickname: str

    @field_validator("nickname", mode="before")
    @classmethod
    def text(cls, value: object) -> str:
        return str(value or "")


class Shown(BaseModel):
    shown: str


class Public(SQLModel):
    id: int
    name: str


AGuest = Annotated[Guest, Depends(lambda: Guest(id=1, name="a"))]


@app.get("/optional", response_model=Optional)
def optional(guest: AGuest) -> Guest:
    return guest


@app.get("/converted", response_model=Converted)
def converted(guest: AGuest) -> Any:
    return guest


@app.get("/shown", response_model=Shown)
def shown(guest: AGuest) -> Guest:
    return guest


@app.get("/public", response_model=Public)
def public() -> Visitor:
    return Visitor(id=1, name="a")


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
