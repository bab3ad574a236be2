from __future__ import annotations

from pydantic import BaseModel, Field


class Base(BaseModel):
    model_config = {"from_attributes": True}


class NameOnly(Base):
    name: str


class UserOut(NameOnly):
    email: str


class Aliased(Base):
    title: str = Field(alias="name")


class Detail(Base):
    name: str
    manager: UserOut
