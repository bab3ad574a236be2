# What SQLAlchemy adds to a class, or converts, is no mistake; nor is deliberate filtering.
import datetime
import uuid
from typing import Any, Optional

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, BeforeValidator, Field, field_validator
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from typing_extensions import Annotated

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Stamped:
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    created: Mapped[datetime.datetime] = mapped_column(default=datetime.datetime.now)


class User(Stamped, Base):
    __tablename__ = "users"
    name: Mapped[str]
    password: Mapped[str]
    nickname: Mapped[str | None]

    @hybrid_property
    def shown(self) -> str:
        return self.name.upper()

    @property
    def age(self) -> int:
        return 3


class Pet(Stamped, Base):
    __tablename__ = "pets"
    name = Column(String)
    number = Column(Integer)
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"))
    owner: Mapped[User] = relationship(backref="pets")
    owner_name: AssociationProxy[str] = association_proxy("owner", "name")


class PetOut(BaseModel):
    id: uuid.UUID
    name: str
    number: int
    owner_name: str


class UserOut(BaseModel):
    id: uuid.UUID
    name: str
    nickname: str | None
    shown: str
    age: int
    created: datetime.date | datetime.datetime
    unknown: Optional[str] = None
    defaulted: list[str] = Field(default_factory=list)
    pets: list[PetOut]


class Converted(BaseModel):
    id: str
    created: Annotated[str, BeforeValidator(str)]

    @field_validator("id", mode="before")
    @classmethod
    def id_as_text(cls, value: Any) -> str:
        return str(value)


def make() -> User:
    user = User(
        id=uuid.uuid4(), name="a", password="b", nickname="c", created=datetime.datetime.now()
    )
    Pet(id=uuid.uuid4(), name="p", number=1, owner=user)
    return user


@app.get("/users", response_model=list[UserOut])
def users() -> list[User]:
    return [make()]


@app.get("/converted", response_model=Converted)
def converted() -> User:
    return make()


@app.get("/pets", response_model=PetOut)
def pets() -> Pet:
    pet: Pet = make().pets[0]  # type: ignore[attr-defined]
    return pet


def demonstrate(client: TestClient) -> None:
    assert "password" not in client.get("/users").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
